"""Mistake: reshapes the order into batches; unless batch_size divides n, that is a ValueError."""

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
    batches = order.reshape(epochs, n // batch_size, batch_size)
    for epoch in range(epochs):
        for rows in batches[epoch]:
            features = X[rows]
            residual = features @ w + b - y[rows]
            step = learning_rate * 2 / len(rows)
            w -= step * (residual @ features)
            b -= step * residual.sum()
        weights[epoch + 1] = w
        bias[epoch + 1] = b
        loss[epoch + 1] = np.mean((X @ w + b - y) ** 2)
    return {"weights": weights, "bias": bias, "loss": loss}
