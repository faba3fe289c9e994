"""Mistake: leaves the bias out, so the fit goes through the origin."""

import numpy as np


def ridge(X: np.ndarray, y: np.ndarray, alpha: float) -> tuple[np.ndarray, float]:
    centred = X
    gram = centred.T @ centred + alpha * np.eye(X.shape[1])
    w = np.linalg.solve(gram, centred.T @ y)
    return w, 0.0
