"""Mistake: starts from 0.5 ** m, which is 0 beyond m = 1074."""

import math

import numpy as np


def mcnemar(y_true: np.ndarray, pred_a: np.ndarray, pred_b: np.ndarray) -> dict[str, float]:
    right_a, right_b = pred_a == y_true, pred_b == y_true
    b = int(np.sum(right_a & ~right_b))
    c = int(np.sum(right_b & ~right_a))

    m = b + c
    tail = term = 0.5**m
    for k in range(min(b, c)):
        term = term * (m - k) / (k + 1)
        tail += term
    chi2 = max(abs(b - c) - 1, 0) ** 2 / max(m, 1)
    return {
        "only_a": b,
        "only_b": c,
        "exact_p": min(1, 2 * tail),
        "mid_p": 2 * tail - term,
        "chi2": chi2,
        "corrected_p": math.erfc(math.sqrt(chi2 / 2)),
    }
