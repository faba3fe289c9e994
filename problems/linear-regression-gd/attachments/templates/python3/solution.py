import numpy as np


class LinearRegressionGD:
    """Linear regression, fitted by full-batch gradient descent on the mean squared error."""

    def __init__(self, learning_rate: float, epochs: int) -> None:
        """Remember the step size and the number of steps."""
        raise NotImplementedError("write your solution here")

    def fit(self, X: np.ndarray, y: np.ndarray) -> list[float]:
        """Fit from zero; return the loss before each of the steps."""
        raise NotImplementedError("write your solution here")

    def predict(self, X: np.ndarray) -> np.ndarray:
        """Return the last fitted model's predictions, shape (m,)."""
        raise NotImplementedError("write your solution here")
