"""Mistake: takes mean and deviation over training and test rows together: the test set leaks."""

import numpy as np


def standardise(X_train: np.ndarray, X_test: np.ndarray) -> dict[str, np.ndarray]:
    both = np.vstack([X_train, X_test])
    mean = both.mean(axis=0)
    constant = np.ptp(both, axis=0) == 0
    scale = np.where(constant, 1.0, both.std(axis=0))
    return {
        "mean": mean,
        "scale": scale,
        "train": (X_train - mean) / scale,
        "test": (X_test - mean) / scale,
    }
