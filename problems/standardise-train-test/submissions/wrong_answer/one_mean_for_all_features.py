"""Mistake: forgets the axis."""

import numpy as np


def standardise(X_train: np.ndarray, X_test: np.ndarray) -> dict[str, np.ndarray]:
    mean = X_train.mean() * np.ones(X_train.shape[1])
    constant = np.ptp(X_train, axis=0) == 0
    scale = np.where(constant, 1.0, X_train.std(axis=0))
    return {
        "mean": mean,
        "scale": scale,
        "train": (X_train - mean) / scale,
        "test": (X_test - mean) / scale,
    }
