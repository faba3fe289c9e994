"""Mistake: E[x²] − E[x]² cancels where the mean is large."""

import numpy as np


def standardise(X_train: np.ndarray, X_test: np.ndarray) -> dict[str, np.ndarray]:
    mean = X_train.mean(axis=0)
    constant = np.ptp(X_train, axis=0) == 0
    scale = np.where(constant, 1.0, np.sqrt(np.abs((X_train**2).mean(axis=0) - mean**2)))
    return {
        "mean": mean,
        "scale": scale,
        "train": (X_train - mean) / scale,
        "test": (X_test - mean) / scale,
    }
