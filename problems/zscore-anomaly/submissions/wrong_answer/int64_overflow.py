"""Mistake: sums squares in int64, which wraps around for large values."""

import numpy as np


def zscore_anomalies(values: list[int], window: int, threshold: float) -> list[int]:
    x = np.array(values, dtype=np.int64)
    sums = np.concatenate([[0], np.cumsum(x)])
    squares = np.concatenate([[0], np.cumsum(x * x)])
    found = []
    for index in range(window, len(values)):
        total = sums[index] - sums[index - window]
        spread = window * (squares[index] - squares[index - window]) - total * total
        offset = float(window * x[index] - total)
        if offset**2 * (window - 1) > threshold**2 * window * float(spread):
            found.append(index)
    return found
