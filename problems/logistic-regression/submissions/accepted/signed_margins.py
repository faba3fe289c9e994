"""Labels as -1 and +1: the loss of a row is log(1 + exp(-m)) of its margin m = s * z."""

import numpy as np


def softplus(t: np.ndarray) -> np.ndarray:
    """log(1 + exp(t)) without overflow."""
    return np.maximum(t, 0) + np.log1p(np.exp(-np.abs(t)))


def fit_logistic(
    X: np.ndarray, y: np.ndarray, lam: float, learning_rate: float, iterations: int
) -> dict[str, object]:
    signs = 2.0 * y - 1.0
    rows = X * signs[:, None]
    w = np.zeros(X.shape[1])
    b = 0.0
    margins = np.zeros(len(y))
    path = [float(softplus(-margins).mean())]
    for _ in range(iterations):
        pull = 0.5 * (1.0 - np.tanh(margins / 2)) / len(y)
        w = (1 - learning_rate * lam) * w + learning_rate * rows.T.dot(pull)
        b = b + learning_rate * float(signs.dot(pull))
        margins = rows.dot(w) + b * signs
        path.append(float(softplus(-margins).mean() + 0.5 * lam * np.square(w).sum()))
    return {"weights": w.tolist(), "bias": b, "loss": path}
