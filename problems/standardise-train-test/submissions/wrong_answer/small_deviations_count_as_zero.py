"""Mistake: takes every deviation below 1e-8 for zero, also of features with small units."""

import numpy as np


def standardise(X_train: np.ndarray, X_test: np.ndarray) -> dict[str, np.ndarray]:
    mean = X_train.mean(axis=0)
    constant = X_train.std(axis=0) < 1e-8
    scale = np.where(constant, 1.0, X_train.std(axis=0))
    return {
        "mean": mean,
        "scale": scale,
        "train": (X_train - mean) / scale,
        "test": (X_test - mean) / scale,
    }
