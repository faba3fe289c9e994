"""Mistake: draws resamples of its own instead of the given ones."""

import numpy as np


def bootstrap_ratio(
    numerators: np.ndarray, denominators: np.ndarray, indices: np.ndarray, confidence: float
) -> dict:
    estimate = numerators.sum() / denominators.sum()
    rng = np.random.default_rng(0)
    indices = rng.integers(0, len(numerators), indices.shape)
    replicates = numerators[indices].sum(axis=1) / denominators[indices].sum(axis=1)
    tail = (1 - confidence) / 2
    lower, upper = np.quantile(replicates, [tail, 1 - tail])
    return {
        "estimate": estimate,
        "bias": replicates.mean() - estimate,
        "standard_error": replicates.std(ddof=1),
        "percentile": [lower, upper],
        "basic": [2 * estimate - upper, 2 * estimate - lower],
    }
