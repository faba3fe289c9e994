"""Count how often each resample draws each user; the sums are then two matrix products."""

import numpy as np


def bootstrap_ratio(
    numerators: np.ndarray, denominators: np.ndarray, indices: np.ndarray, confidence: float
) -> dict:
    resamples, n = indices.shape
    cells = indices + n * np.arange(resamples)[:, None]
    counts = np.bincount(cells.ravel(), minlength=resamples * n).reshape(resamples, n)
    replicates = (counts @ numerators) / (counts @ denominators)
    estimate = float(np.sum(numerators) / np.sum(denominators))

    center = np.sum(replicates) / resamples
    error = np.sqrt(np.sum((replicates - center) ** 2) / (resamples - 1))
    ordered = np.sort(replicates)
    positions = (resamples - 1) * np.array([(1 - confidence) / 2, (1 + confidence) / 2])
    interval = np.interp(positions, np.arange(resamples), ordered)
    return {
        "estimate": estimate,
        "bias": center - estimate,
        "standard_error": error,
        "percentile": interval,
        "basic": 2 * estimate - interval[::-1],
    }
