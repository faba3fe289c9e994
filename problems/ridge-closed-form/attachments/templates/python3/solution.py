import numpy as np


def ridge(X: np.ndarray, y: np.ndarray, alpha: float) -> tuple[np.ndarray, float]:
    """Return the weights, shape (d,), and the bias of the ridge regression of y on X."""
    raise NotImplementedError("write your solution here")
