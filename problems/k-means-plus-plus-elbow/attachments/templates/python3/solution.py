import numpy as np


def elbow(points: np.ndarray, draws: list[list[float]], iterations: int) -> tuple[int, list[float]]:
    """Return the elbow's number of clusters, and the inertias for 1 to len(draws) clusters."""
    raise NotImplementedError("write your solution here")
