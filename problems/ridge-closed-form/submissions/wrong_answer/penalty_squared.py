"""Mistake: puts alpha itself, not its root, into the rows that stand for the penalty."""

import numpy as np


def ridge(X: np.ndarray, y: np.ndarray, alpha: float) -> tuple[np.ndarray, float]:
    mean = X.mean(axis=0)
    centred = X - mean
    gram = centred.T @ centred + alpha**2 * np.eye(X.shape[1])
    w = np.linalg.solve(gram, centred.T @ y)
    return w, y.mean() - mean @ w
