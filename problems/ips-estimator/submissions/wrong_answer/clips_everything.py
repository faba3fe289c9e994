"""Mistake: uses the clipped weights for the self-normalised estimate and the sample size too."""

import numpy as np


def ips_estimates(
    actions: np.ndarray,
    rewards: np.ndarray,
    propensities: np.ndarray,
    target: np.ndarray,
    clip: float,
) -> dict[str, float]:
    n = len(actions)
    weights = target[np.arange(n), actions] / propensities
    products = weights * rewards
    clipped = np.minimum(weights, clip)
    total = weights.sum()
    return {
        "ips": products.mean(),
        "clipped": np.mean(np.minimum(weights, clip) * rewards),
        "snips": clipped @ rewards / clipped.sum() if total > 0 else 0.0,
        "standard_error": products.std(ddof=1) / np.sqrt(n) if n > 1 else 0.0,
        "effective_sample_size": clipped.sum() ** 2 / (clipped @ clipped) if total > 0 else 0.0,
    }
