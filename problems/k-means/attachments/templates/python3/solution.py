import numpy as np


def k_means(
    points: np.ndarray, initial_centroids: np.ndarray, max_iterations: int
) -> tuple[np.ndarray, np.ndarray]:
    """Run Lloyd's algorithm; return the labels, shape (n,), and the centroids, shape (k, d)."""
    raise NotImplementedError("write your solution here")
