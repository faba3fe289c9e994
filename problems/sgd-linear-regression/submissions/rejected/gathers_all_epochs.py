"""Mistake: gathers the rows of all epochs at once, an array of shape (epochs, n, d)."""

import numpy as np


def sgd(
    X: np.ndarray,
    y: np.ndarray,
    learning_rate: float,
    epochs: int,
    batch_size: int,
    order: np.ndarray,
) -> dict[str, np.ndarray]:
    n, d = X.shape
    w = np.zeros(d)
    b = 0.0
    weights = np.zeros((epochs + 1, d))
    bias = np.zeros(epochs + 1)
    loss = np.zeros(epochs + 1)
    loss[0] = np.mean(y**2)
    visited_features = X[order]
    visited_targets = y[order]
    for epoch in range(epochs):
        for start in range(0, n, batch_size):
            features = visited_features[epoch, start : start + batch_size]
            targets = visited_targets[epoch, start : start + batch_size]
            residual = features @ w + b - targets
            step = learning_rate * 2 / len(targets)
            w -= step * (residual @ features)
            b -= step * residual.sum()
        weights[epoch + 1] = w
        bias[epoch + 1] = b
        loss[epoch + 1] = np.mean((X @ w + b - y) ** 2)
    return {"weights": weights, "bias": bias, "loss": loss}
