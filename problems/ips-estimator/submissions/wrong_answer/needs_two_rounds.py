"""Mistake: the standard error of a single round is nan."""

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
    total = weights.sum()
    return {
        "ips": products.mean(),
        "clipped": np.mean(np.minimum(weights, clip) * rewards),
        "snips": products.sum() / total if total > 0 else 0.0,
        "standard_error": products.std(ddof=1) / np.sqrt(n),
        "effective_sample_size": total**2 / (weights @ weights) if total > 0 else 0.0,
    }
