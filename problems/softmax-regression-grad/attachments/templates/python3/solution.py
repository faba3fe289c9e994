import numpy as np


def softmax_loss_and_gradient(
    X: np.ndarray, y: np.ndarray, W: np.ndarray, b: np.ndarray, lam: float
) -> tuple[float, np.ndarray, np.ndarray]:
    """Return the loss, its gradient by W, shape (d, k), and its gradient by b, shape (k,)."""
    raise NotImplementedError("write your solution here")
