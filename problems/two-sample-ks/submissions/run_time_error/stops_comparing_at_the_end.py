"""Mistake: reads on in one sample when the other one is through."""

import math

import numpy as np


def ks_test(x: np.ndarray, y: np.ndarray) -> dict:
    xs, ys = sorted(x.tolist()), sorted(y.tolist())
    n, m = len(xs), len(ys)
    i = j = 0
    best, sign, location = -1, 0, 0.0
    while i < n or j < m:
        value = min(xs[i], ys[j])
        while i < n and xs[i] == value:
            i += 1
        while j < m and ys[j] == value:
            j += 1
        gap = i * m - j * n
        if abs(gap) > best:
            best, location = abs(gap), value
            sign = (gap > 0) - (gap < 0)

    statistic = best / (n * m)
    return {
        "statistic": statistic,
        "location": location,
        "sign": sign,
        "p_value": kolmogorov(statistic * math.sqrt(n * m / (n + m))),
    }


def kolmogorov(scaled: float) -> float:
    if scaled < 0.2:
        return 1.0
    terms = []
    for k in range(1, 101):
        term = math.exp(-2 * k * k * scaled * scaled)
        terms.append(term if k % 2 else -term)
        if term < 1e-18 * terms[0]:
            break
    return 2 * math.fsum(terms)
