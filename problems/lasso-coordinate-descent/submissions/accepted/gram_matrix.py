"""Covariance updates: with G = X^T X / n and c = X^T y / n no row is looked at again.

rho_j = c_j - sum of G_jk w_k over the others, and the objective is y^T y / 2n - c w + w G w / 2.
"""

import numpy as np


def soft(value: float, threshold: float) -> float:
    if value > threshold:
        return value - threshold
    if value < -threshold:
        return value + threshold
    return 0.0


def lasso(X: np.ndarray, y: np.ndarray, lam: float, sweeps: int) -> dict[str, list[float]]:
    n, d = X.shape
    gram = X.T @ X / n
    c = X.T @ y / n
    half = float(y @ y) / n / 2
    w = np.zeros(d)
    objective = [half]
    for _ in range(sweeps):
        for j in range(d):
            if gram[j, j] == 0:
                continue
            rho = float(c[j] - gram[j] @ w + gram[j, j] * w[j])
            w[j] = soft(rho, lam) / gram[j, j]
        fit = half - c @ w + w @ gram @ w / 2
        objective.append(float(fit + lam * np.linalg.norm(w, 1)))
    return {"weights": w.tolist(), "objective": objective}
