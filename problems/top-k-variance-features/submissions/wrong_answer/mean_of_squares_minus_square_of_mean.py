"""Mistake: E[x²] − E[x]² cancels where the mean is large."""

import numpy as np


def top_k_variance(X: np.ndarray, k: int) -> tuple[list[int], list[float]]:
    variances = np.array([sample_variance(column[~np.isnan(column)]) for column in X.T])
    ranking = np.argsort(-variances, kind="stable")[:k]
    return ranking.tolist(), variances[ranking].tolist()


def sample_variance(values: np.ndarray) -> float:
    if len(values) < 2:
        return 0.0
    n = len(values)
    return (np.sum(values**2) - n * np.mean(values) ** 2) / (n - 1)
