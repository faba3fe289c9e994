"""Mistake: replaces the best candidate by an equally good one."""

from typing import Any

import numpy as np

EPSILON = 1e-9


def histogram_split(
    bins: np.ndarray,
    gradients: np.ndarray,
    hessians: np.ndarray,
    reg_lambda: float,
    gamma: float,
    min_child_weight: float,
) -> dict[str, Any] | None:
    total_g, total_h = gradients.sum(), hessians.sum()
    parent = total_g**2 / (total_h + reg_lambda)
    best = None
    best_gain = EPSILON
    for feature, column in enumerate(bins.T):
        # Missing values are -1 and come first in the histogram.
        missing_g, *present_g = np.bincount(column + 1, gradients)
        missing_h, *present_h = np.bincount(column + 1, hessians)
        for cut, (g, h) in enumerate(zip(np.cumsum(present_g), np.cumsum(present_h))):
            for default_left in (True, False):
                left_g, left_h = g + default_left * missing_g, h + default_left * missing_h
                right_g, right_h = total_g - left_g, total_h - left_h
                if left_h < min_child_weight or right_h < min_child_weight:
                    continue
                left = left_g**2 / (left_h + reg_lambda)
                right = right_g**2 / (right_h + reg_lambda)
                gain = (left + right - parent) / 2 - gamma
                if gain > EPSILON and gain > best_gain - 2 * EPSILON:
                    best_gain = gain + EPSILON
                    best = {
                        "feature": feature,
                        "bin": cut,
                        "default_left": default_left,
                        "gain": gain,
                        "left_weight": -left_g / (left_h + reg_lambda),
                        "right_weight": -right_g / (right_h + reg_lambda),
                    }
    return best
