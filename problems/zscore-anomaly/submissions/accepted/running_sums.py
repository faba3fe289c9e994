"""Sums of values and squares move with the window, in whole numbers; nothing is divided.

With S and Q for the w values of the window, d = w x - S is w times the offset from the mean and
v = w Q - S^2 is w (w - 1) times the variance, so z^2 = d^2 (w - 1) / (w v).
"""


def zscore_anomalies(values: list[int], window: int, threshold: float) -> list[int]:
    total = sum(values[:window])
    squares = sum(value**2 for value in values[:window])
    found = []
    for index in range(window, len(values)):
        offset = window * values[index] - total
        spread = window * squares - total**2
        if offset**2 * (window - 1) > threshold**2 * window * spread:
            found.append(index)
        total += values[index] - values[index - window]
        squares += values[index] ** 2 - values[index - window] ** 2
    return found
