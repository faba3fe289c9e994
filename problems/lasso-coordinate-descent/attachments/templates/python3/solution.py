import numpy as np


def lasso(X: np.ndarray, y: np.ndarray, lam: float, sweeps: int) -> dict[str, np.ndarray]:
    """Run sweeps of coordinate descent on the lasso, from zero weights.

    Return "weights", shape (d,), and "objective", shape (sweeps + 1,).
    """
    raise NotImplementedError("write your solution here")
