import numpy as np


def fit_logistic(
    X: np.ndarray, y: np.ndarray, lam: float, learning_rate: float, iterations: int
) -> dict[str, np.ndarray]:
    """Fit by gradient descent from zero, with an L2 penalty on the weights but not on the bias.

    Return "weights", shape (d,), "bias", a number, and "loss", shape (iterations + 1,).
    """
    raise NotImplementedError("write your solution here")
