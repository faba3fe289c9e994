"""Singular values: each direction of the centred rows is shrunk by s / (s^2 + alpha)."""

import numpy as np


def ridge(X: np.ndarray, y: np.ndarray, alpha: float) -> tuple[np.ndarray, float]:
    mean_x, mean_y = X.mean(axis=0), y.mean()
    left, s, right = np.linalg.svd(X - mean_x, full_matrices=False)
    used = s > 1e-12 * max(s[0], 1e-300)
    shrunk = np.zeros_like(s)
    shrunk[used] = s[used] / (s[used] ** 2 + alpha)
    w = right.T @ (shrunk * (left.T @ (y - mean_y)))
    return w, float(mean_y - mean_x @ w)
