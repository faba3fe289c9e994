"""Exact prefix sums of values and squares; mean and variance of a window are two differences."""

from itertools import accumulate
from math import sqrt


def zscore_anomalies(values: list[int], window: int, threshold: float) -> list[int]:
    sums = list(accumulate(values, initial=0))
    squares = list(accumulate((value * value for value in values), initial=0))
    anomalies = []
    for end in range(window, len(values)):
        total = sums[end] - sums[end - window]
        scaled = window * (squares[end] - squares[end - window]) - total * total
        deviation = sqrt(scaled / (window * (window - 1)))
        distance = abs(values[end] * window - total) / window
        if distance > threshold * deviation:
            anomalies.append(end)
    return anomalies
