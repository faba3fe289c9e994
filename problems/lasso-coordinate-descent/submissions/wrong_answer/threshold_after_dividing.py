"""Mistake: divides by the column's mean square first and thresholds then."""

import numpy as np


def lasso(X: np.ndarray, y: np.ndarray, lam: float, sweeps: int) -> dict[str, np.ndarray]:
    n, d = X.shape
    w = np.zeros(d)
    residual = y
    squares = np.mean(X**2, axis=0)
    objective = [np.mean(residual**2) / 2]
    for _ in range(sweeps):
        for j in np.flatnonzero(squares):
            column = X[:, j]
            rho = column @ residual / n + squares[j] * w[j]
            new = np.sign(rho) * max(abs(rho / squares[j]) - lam, 0)
            residual = residual - column * (new - w[j])
            w[j] = new
        objective.append(np.mean(residual**2) / 2 + lam * np.abs(w).sum())
    return {"weights": w, "objective": np.array(objective)}
