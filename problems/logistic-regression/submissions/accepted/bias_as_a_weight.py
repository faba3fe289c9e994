"""The bias is the weight of a column of ones whose penalty is zero; sigmoids are split by sign."""

import numpy as np


def sigmoid(z: np.ndarray) -> np.ndarray:
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + small), small / (1 + small))


def fit_logistic(
    X: np.ndarray, y: np.ndarray, lam: float, learning_rate: float, iterations: int
) -> dict[str, object]:
    table = np.column_stack([X, np.ones(len(X))])
    penalty = np.full(table.shape[1], lam)
    penalty[-1] = 0.0
    theta = np.zeros(table.shape[1])
    loss = np.zeros(iterations + 1)
    loss[0] = np.log(2.0)
    for step in range(1, iterations + 1):
        gradient = np.einsum("i,ij->j", sigmoid(table @ theta) - y, table) / len(y)
        theta -= learning_rate * (gradient + penalty * theta)
        z = table @ theta
        # log(1 + e^z) - y z is log(1 + e^-|z|) plus |z| where sign and label disagree.
        wrong = np.where((z > 0) == (y == 1), 0.0, np.abs(z))
        loss[step] = (np.log1p(np.exp(-np.abs(z))) + wrong).mean() + penalty @ theta**2 / 2
    return {"weights": theta[:-1], "bias": float(theta[-1]), "loss": loss}
