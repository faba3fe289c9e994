"""Mistake: keeps the sums as floats, where large squares cancel to noise."""


def zscore_anomalies(values: list[int], window: int, threshold: float) -> list[int]:
    total = float(sum(values[:window]))
    squares = sum(float(value) ** 2 for value in values[:window])
    found = []
    for index in range(window, len(values)):
        offset = window * values[index] - total
        spread = window * squares - total**2
        if offset**2 * (window - 1) > threshold**2 * window * spread:
            found.append(index)
        total += values[index] - values[index - window]
        squares += float(values[index]) ** 2 - float(values[index - window]) ** 2
    return found
