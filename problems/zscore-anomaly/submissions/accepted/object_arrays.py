"""numpy over Python integers: cumulated sums without overflow, and one comparison for all."""

import numpy as np


def zscore_anomalies(values: list[int], window: int, threshold: float) -> list[int]:
    if len(values) <= window:
        return []
    x = np.array(values, dtype=object)
    sums = np.concatenate([[0], np.cumsum(x)])
    squares = np.concatenate([[0], np.cumsum(x * x)])
    total = (sums[window:] - sums[:-window])[:-1]
    square = (squares[window:] - squares[:-window])[:-1]
    variance = ((window * square - total * total) / (window * (window - 1))).astype(float)
    offset = np.abs(((window * x[window:] - total) / window).astype(float))
    return (np.flatnonzero(offset > threshold * np.sqrt(variance)) + window).tolist()
