"""Mistake: counts the values up to v anew for each of the n + m values."""

import math

import numpy as np


def ks_test(x: np.ndarray, y: np.ndarray) -> dict:
    xs, ys = x.tolist(), y.tolist()
    n, m = len(xs), len(ys)
    best, sign, location = -1, 0, 0.0
    for value in sorted({*xs, *ys}):
        gap = sum(v <= value for v in xs) * m - sum(v <= value for v in ys) * n
        if abs(gap) > best:
            best, location = abs(gap), value
            sign = (gap > 0) - (gap < 0)
    statistic = best / (n * m)
    scaled = statistic * math.sqrt(n * m / (n + m))
    p_value = 1.0
    if scaled >= 0.2:
        p_value = 2 * sum((-1) ** (k - 1) * math.exp(-2 * (k * scaled) ** 2) for k in range(1, 101))
    return {"statistic": statistic, "location": location, "sign": sign, "p_value": p_value}
