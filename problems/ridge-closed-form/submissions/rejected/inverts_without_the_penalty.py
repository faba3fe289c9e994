"""Mistake: inverts the matrix without the penalty, which is what the penalty is there for."""

import numpy as np


def ridge(X: np.ndarray, y: np.ndarray, alpha: float) -> tuple[np.ndarray, float]:
    mean = X.mean(axis=0)
    centred = X - mean
    gram = centred.T @ centred
    w = (np.linalg.inv(gram) + alpha) @ (centred.T @ y)
    return w, y.mean() - mean @ w
