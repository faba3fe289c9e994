"""Mistake: returns estimate plus or minus 1.96 standard errors as percentile interval."""

import numpy as np


def bootstrap_ratio(
    numerators: np.ndarray, denominators: np.ndarray, indices: np.ndarray, confidence: float
) -> dict:
    estimate = numerators.sum() / denominators.sum()
    replicates = numerators[indices].sum(axis=1) / denominators[indices].sum(axis=1)
    half = 1.96 * replicates.std(ddof=1)
    lower, upper = estimate - half, estimate + half
    return {
        "estimate": estimate,
        "bias": replicates.mean() - estimate,
        "standard_error": replicates.std(ddof=1),
        "percentile": [lower, upper],
        "basic": [2 * estimate - upper, 2 * estimate - lower],
    }
