"""Resample by resample in plain Python, with quantiles by hand."""

import math
from statistics import fmean, stdev

import numpy as np


def bootstrap_ratio(
    numerators: np.ndarray, denominators: np.ndarray, indices: np.ndarray, confidence: float
) -> dict:
    a, b = numerators.tolist(), denominators.tolist()
    estimate = math.fsum(a) / math.fsum(b)
    replicates = []
    for row in indices.tolist():
        replicates.append(sum(a[user] for user in row) / sum(b[user] for user in row))
    replicates.sort()

    alpha = 1 - confidence
    lower = quantile(replicates, alpha / 2)
    upper = quantile(replicates, 1 - alpha / 2)
    return {
        "estimate": estimate,
        "bias": fmean(replicates) - estimate,
        "standard_error": stdev(replicates),
        "percentile": [lower, upper],
        "basic": [2 * estimate - upper, 2 * estimate - lower],
    }


def quantile(values: list[float], q: float) -> float:
    position = (len(values) - 1) * q
    index = math.floor(position)
    share = position - index
    return (1 - share) * values[index] + share * values[min(index + 1, len(values) - 1)]
