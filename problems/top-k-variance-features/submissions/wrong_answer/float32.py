"""Mistake: computes in float32."""

import numpy as np


def top_k_variance(X: np.ndarray, k: int) -> tuple[list[int], list[float]]:
    X = X.astype(np.float32)
    variances = np.array([sample_variance(column[~np.isnan(column)]) for column in X.T])
    ranking = np.argsort(-variances, kind="stable")[:k]
    return ranking.tolist(), variances[ranking].tolist()


def sample_variance(values: np.ndarray) -> float:
    if len(values) < 2:
        return 0.0
    deviations = values - np.mean(values)
    return np.sum(deviations**2) / (len(values) - 1)
