"""Eigenvectors of the covariance matrix, whose eigenvalues come in ascending order.

With more features than rows, those of the small matrix of inner products between the rows.
"""

import numpy as np


def directions(centred: np.ndarray) -> np.ndarray:
    """The principal directions as rows, the one with the largest variance first."""
    n, d = centred.shape
    if d <= n:
        _, vectors = np.linalg.eigh(np.cov(centred, rowvar=False).reshape(d, d))
        return vectors[:, ::-1].T
    _, vectors = np.linalg.eigh(centred @ centred.T)
    lifted = vectors[:, :0:-1].T @ centred
    return lifted / np.linalg.norm(lifted, axis=1, keepdims=True)


def pca(X: np.ndarray, k: int) -> dict[str, list]:
    centred = X - np.mean(X, axis=0, keepdims=True)
    components = []
    for row in directions(centred)[:k]:
        components.append(row if row.max() >= -row.min() else -row)
    projections = centred.dot(np.transpose(components))
    variances = projections.var(axis=0, ddof=1)
    total = np.var(X, axis=0, ddof=1).sum()
    return {
        "components": [row.tolist() for row in components],
        "variances": variances.tolist(),
        "ratios": (variances / total).tolist(),
        "projections": projections.tolist(),
    }
