"""Welford's recurrence, row by row, and a heap for the k best features."""

import heapq

import numpy as np


def top_k_variance(X: np.ndarray, k: int) -> tuple[list[int], list[float]]:
    n, d = X.shape
    count = np.zeros(d)
    mean = np.zeros(d)
    squares = np.zeros(d)
    for row in X:
        known = ~np.isnan(row)
        count += known
        delta = np.where(known, row - mean, 0.0)
        mean += delta / np.maximum(count, 1)
        squares += delta * np.where(known, row - mean, 0.0)
    variances = (squares / np.maximum(count - 1, 1)).tolist()
    # The recurrence rounds where the definition does not: ties differ in the last digits.
    keys = [(-float(f"{variance:.9g}"), feature) for feature, variance in enumerate(variances)]
    ranking = [feature for _, feature in heapq.nsmallest(k, keys)]
    return ranking, [variances[feature] for feature in ranking]
