import numpy as np


def pagerank(
    n: int,
    sources: np.ndarray,
    targets: np.ndarray,
    damping: float,
    teleport: np.ndarray,
    iterations: int,
) -> np.ndarray:
    """Return the ranks of all pages after the given number of iterations."""
    raise NotImplementedError("write your solution here")
