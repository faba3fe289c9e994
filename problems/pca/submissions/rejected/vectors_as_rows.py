"""Mistake: takes the rows of a matrix whose columns are the directions."""

import numpy as np


def pca(X: np.ndarray, k: int) -> dict[str, np.ndarray]:
    centred = X - X.mean(axis=0)
    rows, s, _ = np.linalg.svd(centred.T, full_matrices=False)
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
