"""Mistake: sends rows that equal the threshold to the right."""

from typing import Any

import numpy as np

EPSILON = 1e-9
Stump = tuple[int, float, float, float]


def boost(
    X: np.ndarray, y: np.ndarray, X_test: np.ndarray, rounds: int, learning_rate: float
) -> dict[str, Any]:
    base = y.mean()
    residuals = y - base
    predictions = np.full(len(X_test), base)
    stumps: list[Stump] = []
    loss = [np.mean(residuals**2)]
    for _ in range(rounds):
        stump = best_stump(X, residuals)
        if stump is None:
            break
        stumps.append(stump)
        residuals = residuals - learning_rate * outputs(stump, X)
        predictions += learning_rate * outputs(stump, X_test)
        loss.append(np.mean(residuals**2))
    return {"base": base, "stumps": stumps, "loss": loss, "predictions": predictions}


def best_stump(X: np.ndarray, residuals: np.ndarray) -> Stump | None:
    best = None
    best_gain = EPSILON
    left_size = np.arange(1, len(X))
    right_size = left_size[::-1]
    for feature, column in enumerate(X.T):
        order = np.argsort(column)
        values = column[order]
        left = residuals[order].cumsum()[:-1]
        gains = left**2 / left_size + left**2 / right_size
        for cut in np.flatnonzero(values[:-1] < values[1:]):
            if gains[cut] > best_gain:
                best_gain = gains[cut] + EPSILON
                threshold = (values[cut] + values[cut + 1]) / 2
                best = (
                    feature,
                    threshold,
                    left[cut] / left_size[cut],
                    -left[cut] / right_size[cut],
                )
    return best


def outputs(stump: Stump, X: np.ndarray) -> np.ndarray:
    feature, threshold, left, right = stump
    return np.where(X[:, feature] < threshold, left, right)
