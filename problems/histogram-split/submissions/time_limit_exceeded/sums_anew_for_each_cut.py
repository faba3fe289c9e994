"""Mistake: sums the gradients of all rows for each cut in plain loops."""

from typing import Any

import numpy as np


def histogram_split(
    bins: np.ndarray,
    gradients: np.ndarray,
    hessians: np.ndarray,
    reg_lambda: float,
    gamma: float,
    min_child_weight: float,
) -> dict[str, Any] | None:
    rows = list(zip(bins.tolist(), gradients.tolist(), hessians.tolist()))
    total_g, total_h = sum(row[1] for row in rows), sum(row[2] for row in rows)
    parent = total_g**2 / (total_h + reg_lambda)
    best = None
    best_gain = 1e-9
    for feature in range(bins.shape[1]):
        for cut in range(256):
            for default_left in (True, False):
                left_g = left_h = 0.0
                for row, g, h in rows:
                    if default_left if row[feature] < 0 else row[feature] <= cut:
                        left_g += g
                        left_h += h
                right_g, right_h = total_g - left_g, total_h - left_h
                if min(left_h, right_h) < min_child_weight:
                    continue
                left, right = left_h + reg_lambda, right_h + reg_lambda
                gain = (left_g**2 / left + right_g**2 / right - parent) / 2 - gamma
                if gain > best_gain:
                    best_gain = gain + 1e-9
                    best = {
                        "feature": feature,
                        "bin": cut,
                        "default_left": default_left,
                        "gain": gain,
                        "left_weight": -left_g / left,
                        "right_weight": -right_g / right,
                    }
    return best
