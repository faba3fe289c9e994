"""Mistake: never reports a value after a window without spread."""


def zscore_anomalies(values: list[int], window: int, threshold: float) -> list[int]:
    total = sum(values[:window])
    squares = sum(value**2 for value in values[:window])
    found = []
    for index in range(window, len(values)):
        offset = window * values[index] - total
        spread = window * squares - total**2
        if spread > 0 and offset**2 * (window - 1) > threshold**2 * window * spread:
            found.append(index)
        total += values[index] - values[index - window]
        squares += values[index] ** 2 - values[index - window] ** 2
    return found
