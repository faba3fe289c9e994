"""Mistake: takes the mean target for the bias although the features are not centred."""

import numpy as np


def ridge(X: np.ndarray, y: np.ndarray, alpha: float) -> tuple[np.ndarray, float]:
    mean = X.mean(axis=0)
    centred = X - mean
    gram = centred.T @ centred + alpha * np.eye(X.shape[1])
    w = np.linalg.solve(gram, centred.T @ y)
    return w, y.mean()
