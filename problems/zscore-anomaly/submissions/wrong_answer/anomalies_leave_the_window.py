"""Mistake: keeps anomalies out of later windows."""


def zscore_anomalies(values: list[int], window: int, threshold: float) -> list[int]:
    kept = list(values[:window])
    total = sum(values[:window])
    squares = sum(value**2 for value in values[:window])
    found = []
    for index in range(window, len(values)):
        offset = window * values[index] - total
        spread = window * squares - total**2
        if offset**2 * (window - 1) > threshold**2 * window * spread:
            found.append(index)
            continue
        oldest = kept[-window]
        kept.append(values[index])
        total += values[index] - oldest
        squares += values[index] ** 2 - oldest**2
    return found
