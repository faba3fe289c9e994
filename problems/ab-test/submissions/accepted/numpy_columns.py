"""numpy over all variants at once; Holm's maximum by accumulate."""

from math import erfc
from statistics import NormalDist

import numpy as np


def ab_test(
    control: tuple[int, int], variants: list[tuple[int, int]], confidence: float
) -> dict[str, list[float]]:
    x0, n0 = control
    x, n = np.array(variants, dtype=float).T
    p0, p = x0 / n0, x / n
    difference = p - p0

    pooled = (x0 + x) / (n0 + n)
    error = np.sqrt(pooled * (1 - pooled) * (n0 + n) / (n0 * n))
    z = np.divide(difference, error, out=np.zeros_like(error), where=error > 0)
    p_value = np.array([erfc(value) for value in np.abs(z) * np.sqrt(0.5)])

    alpha = 1 - confidence
    spread = np.sqrt(p0 * (1 - p0) / n0 + p * (1 - p) / n)
    half = -NormalDist().inv_cdf(alpha / 2) * spread

    order = np.argsort(p_value)
    raised = np.maximum.accumulate(p_value[order] * np.arange(len(p), 0, -1))
    adjusted = np.empty(len(p))
    adjusted[order] = np.minimum(raised, 1)
    return {
        "difference": difference,
        "z": z,
        "p_value": p_value,
        "lower": difference - half,
        "upper": difference + half,
        "adjusted_p": adjusted,
    }
