"""Mistake: decomposes the d x d covariance matrix although there are few rows."""

import numpy as np


def pca(X: np.ndarray, k: int) -> dict[str, np.ndarray]:
    centred = X - X.mean(axis=0)
    values, vectors = np.linalg.eigh(centred.T @ centred)
    s, rows = np.maximum(values[::-1], 0) ** 0.5, vectors[:, ::-1].T
    components = rows[:k]
    largest = np.abs(components).argmax(axis=1)
    components = components * np.sign(components[np.arange(k), largest])[:, None]
    variances = s**2 / (len(X) - 1)
    return {
        "components": components,
        "variances": variances[:k],
        "ratios": variances[:k] / variances.sum(),
        "projections": centred @ components.T,
    }
