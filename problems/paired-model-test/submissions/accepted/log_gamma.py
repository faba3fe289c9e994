"""Logarithms of the probabilities by log-gamma, added up relative to the largest of them."""

import math

import numpy as np


def mcnemar(y_true: np.ndarray, pred_a: np.ndarray, pred_b: np.ndarray) -> dict[str, float]:
    b = c = 0
    for truth, a, other in zip(y_true.tolist(), pred_a.tolist(), pred_b.tolist()):
        if a == truth != other:
            b += 1
        elif other == truth != a:
            c += 1

    m, s = b + c, min(b, c)
    if m == 0:
        chi2 = 0.0
        exact_p = mid_p = 1.0
    else:
        logs = [log_probability(m, k) for k in range(s + 1)]
        largest = logs[-1]
        tail = math.exp(largest) * math.fsum(math.exp(value - largest) for value in logs)
        exact_p = min(1.0, 2 * tail)
        mid_p = 2 * tail - math.exp(largest)
        chi2 = max(abs(b - c) - 1, 0) ** 2 / m
    return {
        "only_a": b,
        "only_b": c,
        "exact_p": exact_p,
        "mid_p": mid_p,
        "chi2": chi2,
        "corrected_p": math.erfc(math.sqrt(chi2 / 2)),
    }


def log_probability(m: int, k: int) -> float:
    ways = math.lgamma(m + 1) - math.lgamma(k + 1) - math.lgamma(m - k + 1)
    return ways - m * math.log(2)
