"""Mistake: compares the two accuracies as if they came from different examples."""

import math

import numpy as np


def mcnemar(y_true: np.ndarray, pred_a: np.ndarray, pred_b: np.ndarray) -> dict[str, float]:
    right_a, right_b = pred_a == y_true, pred_b == y_true
    b = int(np.sum(right_a & ~right_b))
    c = int(np.sum(right_b & ~right_a))

    m = b + c
    tail = term = 1
    for k in range(min(b, c)):
        term = term * (m - k) // (k + 1)
        tail += term
    chi2 = max(abs(b - c) - 1, 0) ** 2 / max(m, 1)
    n = len(y_true)
    a_hits, b_hits = int(right_a.sum()), int(right_b.sum())
    pooled = (a_hits + b_hits) / (2 * n)
    if 0 < pooled < 1:
        chi2 = (a_hits - b_hits) ** 2 / n**2 / (pooled * (1 - pooled) * 2 / n)
    return {
        "only_a": b,
        "only_b": c,
        "exact_p": min(1, 2 * tail / 2**m),
        "mid_p": (2 * tail - term) / 2**m,
        "chi2": chi2,
        "corrected_p": math.erfc(math.sqrt(chi2 / 2)),
    }
