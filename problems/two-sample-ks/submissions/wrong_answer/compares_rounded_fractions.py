"""Mistake: compares the gaps as floats, which tell equal fractions apart."""

import numpy as np


def ks_test(x: np.ndarray, y: np.ndarray) -> dict:
    n, m = len(x), len(y)
    values = np.unique(np.concatenate([x, y]))
    below_x = np.searchsorted(np.sort(x), values, side="right")
    below_y = np.searchsorted(np.sort(y), values, side="right")
    gaps = below_x / n - below_y / m
    place = np.argmax(np.abs(gaps))

    statistic = np.abs(gaps[place])
    scaled = statistic * np.sqrt(n * m / (n + m))
    k = np.arange(1, 100)
    p_value = 1
    if scaled > 0.2:
        p_value = -2 * np.sum((-1) ** k * np.exp(-2 * (k * scaled) ** 2))
    return {
        "statistic": statistic,
        "location": values[place],
        "sign": np.sign(gaps[place]),
        "p_value": p_value,
    }
