"""Mistake: makes the sum of the entries positive."""

import numpy as np


def pca(X: np.ndarray, k: int) -> dict[str, np.ndarray]:
    centred = X - X.mean(axis=0)
    _, s, rows = np.linalg.svd(centred, full_matrices=False)
    components = rows[:k]
    largest = np.abs(components).argmax(axis=1)
    components = components * np.sign(components.sum(axis=1))[:, None]
    variances = s**2 / (len(X) - 1)
    return {
        "components": components,
        "variances": variances[:k],
        "ratios": variances[:k] / variances.sum(),
        "projections": centred @ components.T,
    }
