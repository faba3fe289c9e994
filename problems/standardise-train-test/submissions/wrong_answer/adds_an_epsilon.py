"""Mistake: adds 1e-8 to the deviation instead of asking whether a feature is constant."""

import numpy as np


def standardise(X_train: np.ndarray, X_test: np.ndarray) -> dict[str, np.ndarray]:
    mean = X_train.mean(axis=0)
    scale = X_train.std(axis=0) + 1e-8
    return {
        "mean": mean,
        "scale": scale,
        "train": (X_train - mean) / scale,
        "test": (X_test - mean) / scale,
    }
