"""Mistake: drops the token with which the sum reaches p, unless it is the first."""

import numpy as np


def sampling_distribution(logits: np.ndarray, temperature: float, k: int, p: float) -> np.ndarray:
    result = np.zeros(logits.shape)
    for row, probabilities in zip(logits, result, strict=True):
        ranking = np.argsort(-row, kind="stable")
        if temperature == 0:
            probabilities[ranking[0]] = 1
            continue
        if k > 0:
            ranking = ranking[:k]
        weights = np.exp((row[ranking] - row.max()) / temperature)
        sums = np.cumsum(weights / weights.sum())
        size = max(1, np.searchsorted(sums, p - 1e-9))
        probabilities[ranking[:size]] = weights[:size] / weights[:size].sum()
    return result
