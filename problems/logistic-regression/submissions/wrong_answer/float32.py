"""Mistake: computes in float32; seven digits are not enough."""

import numpy as np


def fit_logistic(
    X: np.ndarray, y: np.ndarray, lam: float, learning_rate: float, iterations: int
) -> dict[str, np.ndarray]:
    X = X.astype(np.float32)
    n, d = X.shape
    w = np.zeros(d, np.float32)
    b = 0.0
    loss = [np.log(2)]
    for _ in range(iterations):
        error = np.exp(-np.logaddexp(0, -(X @ w + b))) - y
        w = (w - learning_rate * (error @ X / n + lam * w)).astype(np.float32)
        b -= learning_rate * error.mean()
        z = X @ w + b
        loss.append(np.mean(np.logaddexp(0, z) - y * z) + lam / 2 * (w @ w))
    return {"weights": w, "bias": b, "loss": np.array(loss)}
