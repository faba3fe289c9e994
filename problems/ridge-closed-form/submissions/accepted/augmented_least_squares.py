"""Ridge is least squares with d further rows sqrt(alpha) * I, whose bias column is zero."""

import numpy as np


def ridge(X: np.ndarray, y: np.ndarray, alpha: float) -> tuple[list[float], float]:
    n, d = X.shape
    rows = np.zeros((n + d, d + 1))
    rows[:n, :d] = X
    rows[:n, d] = 1.0
    rows[n:, :d] = np.sqrt(alpha) * np.identity(d)
    targets = np.concatenate([y, np.zeros(d)])
    solution = np.linalg.lstsq(rows, targets, rcond=None)[0].tolist()
    return solution[:d], solution[d]
