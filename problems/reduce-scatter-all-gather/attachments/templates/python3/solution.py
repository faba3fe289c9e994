import numpy as np


def halving_doubling(
    vectors: np.ndarray, latency: float, per_element: float
) -> tuple[list[list[tuple[int, np.ndarray]]], float]:
    """Return what every rank holds after every step, and the time that all steps take."""
    raise NotImplementedError("write your solution here")
