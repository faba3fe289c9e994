"""A small model class that knows one step, and a loop that keeps its history."""

from dataclasses import dataclass, field

import numpy as np


@dataclass
class LinearModel:
    w: np.ndarray
    b: float = 0.0

    def residuals(self, X: np.ndarray, y: np.ndarray) -> np.ndarray:
        return X.dot(self.w) + (self.b - y)

    def loss(self, X: np.ndarray, y: np.ndarray) -> float:
        residuals = self.residuals(X, y)
        return float(residuals.dot(residuals)) / len(y)

    def step(self, X: np.ndarray, y: np.ndarray, learning_rate: float) -> None:
        slope = self.residuals(X, y) * (2.0 / len(y))
        self.w = self.w - learning_rate * X.T.dot(slope)
        self.b = self.b - learning_rate * float(np.sum(slope))


@dataclass
class History:
    weights: list[np.ndarray] = field(default_factory=list)
    bias: list[float] = field(default_factory=list)
    loss: list[float] = field(default_factory=list)

    def record(self, model: LinearModel, X: np.ndarray, y: np.ndarray) -> None:
        self.weights.append(model.w)
        self.bias.append(model.b)
        self.loss.append(model.loss(X, y))


def sgd(
    X: np.ndarray,
    y: np.ndarray,
    learning_rate: float,
    epochs: int,
    batch_size: int,
    order: np.ndarray,
) -> dict[str, list]:
    model = LinearModel(np.zeros(X.shape[1]))
    history = History()
    history.record(model, X, y)
    for epoch in range(epochs):
        for start in range(0, len(y), batch_size):
            rows = order[epoch][start : start + batch_size]
            model.step(X.take(rows, axis=0), y.take(rows), learning_rate)
        history.record(model, X, y)
    return vars(history)
