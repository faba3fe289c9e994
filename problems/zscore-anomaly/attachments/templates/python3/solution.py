def zscore_anomalies(values: list[int], window: int, threshold: float) -> list[int]:
    """Return the indices whose value lies too far from the window of values before it."""
    raise NotImplementedError("write your solution here")
