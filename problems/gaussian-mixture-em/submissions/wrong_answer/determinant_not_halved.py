"""Mistake: takes the determinant instead of its root."""

import numpy as np


def log_joint(
    X: np.ndarray, weights: np.ndarray, means: np.ndarray, covariances: np.ndarray
) -> np.ndarray:
    columns = []
    for weight, mean, covariance in zip(weights, means, covariances, strict=True):
        offsets = X - mean
        distances = np.sum(offsets * np.linalg.solve(covariance, offsets.T).T, axis=1)
        log_volume = np.linalg.slogdet(2 * np.pi * covariance)[1]
        columns.append(np.log(weight) - distances / 2 - log_volume)
    return np.column_stack(columns)


def gaussian_mixture_em(
    X: np.ndarray,
    weights: np.ndarray,
    means: np.ndarray,
    covariances: np.ndarray,
    ridge: float,
    iterations: int,
) -> dict[str, np.ndarray]:
    joint = log_joint(X, weights, means, covariances)
    total = np.logaddexp.reduce(joint, axis=1)
    path = [total.sum()]
    for _ in range(iterations):
        shares = np.exp(joint - total[:, None])
        counts = shares.sum(axis=0)
        weights = counts / len(X)
        means = shares.T @ X / counts[:, None]
        offsets = X - means[:, None]
        scatter = np.einsum("nk,kni,knj->kij", shares, offsets, offsets)
        covariances = scatter / counts[:, None, None] + ridge * np.eye(X.shape[1])
        joint = log_joint(X, weights, means, covariances)
        total = np.logaddexp.reduce(joint, axis=1)
        path.append(total.sum())
    return {
        "weights": weights,
        "means": means,
        "covariances": covariances,
        "log_likelihood": np.array(path),
    }
