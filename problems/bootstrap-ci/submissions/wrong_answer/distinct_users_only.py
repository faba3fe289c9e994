"""Mistake: takes each user once, however often it was drawn."""

import numpy as np


def bootstrap_ratio(
    numerators: np.ndarray, denominators: np.ndarray, indices: np.ndarray, confidence: float
) -> dict:
    estimate = numerators.sum() / denominators.sum()
    replicates = np.array(
        [numerators[users].sum() / denominators[users].sum() for users in map(np.unique, indices)]
    )
    tail = (1 - confidence) / 2
    lower, upper = np.quantile(replicates, [tail, 1 - tail])
    return {
        "estimate": estimate,
        "bias": replicates.mean() - estimate,
        "standard_error": replicates.std(ddof=1),
        "percentile": [lower, upper],
        "basic": [2 * estimate - upper, 2 * estimate - lower],
    }
