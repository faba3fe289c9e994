"""Mistake: records the loss after each step, so the start is missing."""

import numpy as np


class LinearRegressionGD:
    def __init__(self, learning_rate: float, epochs: int) -> None:
        self._learning_rate = learning_rate
        self._epochs = epochs

    def fit(self, X: np.ndarray, y: np.ndarray) -> list[float]:
        n, d = X.shape
        self._w = np.zeros(d)
        self._b = 0.0
        losses = []
        for _ in range(self._epochs):
            residuals = self.predict(X) - y
            step = self._learning_rate * 2 / n
            self._w -= step * (residuals @ X)
            self._b -= step * residuals.sum()
            losses.append(np.mean((self.predict(X) - y) ** 2))
        return losses

    def predict(self, X: np.ndarray) -> np.ndarray:
        return X @ self._w + self._b
