"""Mistake: standardises the test table with its own mean and deviation."""

import numpy as np


def standardise(X_train: np.ndarray, X_test: np.ndarray) -> dict[str, np.ndarray]:
    def own(table: np.ndarray) -> np.ndarray:
        if len(table) == 0:
            return table
        deviation = table.std(axis=0)
        return (table - table.mean(axis=0)) / np.where(deviation == 0, 1.0, deviation)

    mean = X_train.mean(axis=0)
    constant = np.ptp(X_train, axis=0) == 0
    scale = np.where(constant, 1.0, X_train.std(axis=0))
    return {
        "mean": mean,
        "scale": scale,
        "train": (X_train - mean) / scale,
        "test": own(X_test),
    }
