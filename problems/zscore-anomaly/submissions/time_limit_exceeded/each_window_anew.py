"""Mistake: adds up every window from its values: O(n w)."""


def zscore_anomalies(values: list[int], window: int, threshold: float) -> list[int]:
    found = []
    for index in range(window, len(values)):
        seen = values[index - window : index]
        mean = sum(seen) / window
        variance = sum((value - mean) ** 2 for value in seen) / (window - 1)
        if abs(values[index] - mean) > threshold * variance**0.5:
            found.append(index)
    return found
