import numpy as np


def impute(X: np.ndarray, strategies: list[str], k: int) -> np.ndarray:
    """Fill the nans of each column by its strategy: "mean", "median", "mode" or "knn"."""
    raise NotImplementedError("write your solution here")
