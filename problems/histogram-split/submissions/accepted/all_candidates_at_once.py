"""All candidates of all features as one array; the first of the maximal ones wins."""

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
    d = bins.shape[1]
    width = 257
    cells = bins + 1 + width * np.arange(d)
    sums = np.stack(
        [
            np.bincount(cells.ravel(), np.repeat(values, d), width * d).reshape(d, width)
            for values in (gradients, hessians)
        ]
    )
    missing = sums[:, :, :1]
    below = sums[:, :, 1:].cumsum(axis=2)
    # Axes: gradient or Hessian, feature, bin, direction (left first).
    left = np.stack([below + missing, below], axis=3)
    total = np.array([gradients.sum(), hessians.sum()])
    right = total[:, np.newaxis, np.newaxis, np.newaxis] - left
    allowed = np.minimum(left[1], right[1]) >= min_child_weight

    def score(sums: np.ndarray) -> np.ndarray:
        return sums[0] ** 2 / np.where(sums[1] > 0, sums[1] + reg_lambda, 1.0)

    gains = np.where(allowed, (score(left) + score(right) - score(total)) / 2 - gamma, -np.inf)
    top = gains.max()
    if top <= 1e-9:
        return None
    feature, cut, direction = np.argwhere(gains >= top - 1e-9)[0].tolist()
    weights = [
        -side[0, feature, cut, direction] / (side[1, feature, cut, direction] + reg_lambda)
        for side in (left, right)
    ]
    return {
        "feature": feature,
        "bin": cut,
        "default_left": direction == 0,
        "gain": gains[feature, cut, direction],
        "left_weight": weights[0],
        "right_weight": weights[1],
    }
