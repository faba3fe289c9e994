"""Mistake: sums the residuals of both sides anew for each threshold."""

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
    for feature, column in enumerate(X.T):
        rows = list(zip(column.tolist(), residuals.tolist()))
        values = sorted(set(column.tolist()))
        for low, high in zip(values, values[1:]):
            left = [residual for value, residual in rows if value <= low]
            right = [residual for value, residual in rows if value > low]
            means = sum(left) / len(left), sum(right) / len(right)
            gain = len(left) * means[0] ** 2 + len(right) * means[1] ** 2
            if gain > best_gain:
                best_gain = gain + EPSILON
                best = (feature, (low + high) / 2, *means)
    return best


def outputs(stump: Stump, X: np.ndarray) -> np.ndarray:
    feature, threshold, left, right = stump
    return np.where(X[:, feature] <= threshold, left, right)
