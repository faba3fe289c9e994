"""Mistake: takes mean and deviation of all values instead of the window."""


def zscore_anomalies(values: list[int], window: int, threshold: float) -> list[int]:
    window, first = len(values), window
    total = sum(values)
    squares = sum(value**2 for value in values)
    found = []
    for index in range(first, len(values)):
        offset = window * values[index] - total
        spread = window * squares - total**2
        if offset**2 * (window - 1) > threshold**2 * window * spread:
            found.append(index)
    return found
