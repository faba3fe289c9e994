"""Mistake: ordinary least squares; alpha is not used."""

import numpy as np


def ridge(X: np.ndarray, y: np.ndarray, alpha: float) -> tuple[np.ndarray, float]:
    mean = X.mean(axis=0)
    centred = X - mean
    w = np.linalg.pinv(centred) @ y
    return w, y.mean() - mean @ w
