"""Mistake: clips probabilities at 1e-12, which bounds the loss of a row by 27.6."""

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
        w = w - learning_rate * (error @ X / n + lam * w)
        b -= learning_rate * error.mean()
        z = X @ w + b
        p = np.clip(1 / (1 + np.exp(-np.clip(z, -500, 500))), 1e-12, 1 - 1e-12)
        loss.append(-np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)) + lam / 2 * (w @ w))
    return {"weights": w, "bias": b, "loss": np.array(loss)}
