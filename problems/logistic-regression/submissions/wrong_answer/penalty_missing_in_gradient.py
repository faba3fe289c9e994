"""Mistake: adds the penalty to the loss but not to the gradient."""

import numpy as np


def fit_logistic(
    X: np.ndarray, y: np.ndarray, lam: float, learning_rate: float, iterations: int
) -> dict[str, np.ndarray]:
    n, d = X.shape
    w = np.zeros(d)
    b = 0.0
    loss = [np.log(2)]
    for _ in range(iterations):
        error = np.exp(-np.logaddexp(0, -(X @ w + b))) - y
        w = w - learning_rate * (error @ X / n)
        b -= learning_rate * error.mean()
        z = X @ w + b
        loss.append(np.mean(np.logaddexp(0, z) - y * z) + lam / 2 * (w @ w))
    return {"weights": w, "bias": b, "loss": np.array(loss)}
