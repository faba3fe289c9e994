"""Mistake: computes in float32, as deep-learning code does; seven digits are not enough."""

import numpy as np


def sgd(
    X: np.ndarray,
    y: np.ndarray,
    learning_rate: float,
    epochs: int,
    batch_size: int,
    order: np.ndarray,
) -> dict[str, np.ndarray]:
    X = X.astype(np.float32)
    y = y.astype(np.float32)
    n, d = X.shape
    w = np.zeros(d, dtype=np.float32)
    b = np.float32(0)
    weights = np.zeros((epochs + 1, d))
    bias = np.zeros(epochs + 1)
    loss = np.zeros(epochs + 1)
    loss[0] = np.mean(y**2)
    for epoch in range(epochs):
        for start in range(0, n, batch_size):
            rows = order[epoch, start : start + batch_size]
            features = X[rows]
            residual = features @ w + b - y[rows]
            step = np.float32(learning_rate * 2 / len(rows))
            w -= step * (residual @ features)
            b -= step * residual.sum()
        weights[epoch + 1] = w
        bias[epoch + 1] = b
        loss[epoch + 1] = np.mean((X @ w + b - y) ** 2)
    return {"weights": weights, "bias": bias, "loss": loss}
