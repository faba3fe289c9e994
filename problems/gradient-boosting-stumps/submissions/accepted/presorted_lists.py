"""Plain lists: the rows are sorted by each feature once, before the first round."""

from typing import Any

import numpy as np


def boost(
    X: np.ndarray, y: np.ndarray, X_test: np.ndarray, rounds: int, learning_rate: float
) -> dict[str, Any]:
    columns = X.T.tolist()
    targets = y.tolist()
    n = len(targets)
    orders = [sorted(range(n), key=column.__getitem__) for column in columns]
    base = sum(targets) / n
    fitted = [base] * n
    stumps: list[list[float]] = []
    loss = [mean_square(targets, fitted)]
    while len(stumps) < rounds:
        residuals = [target - value for target, value in zip(targets, fitted)]
        total = sum(residuals)
        found = []
        for feature, (column, order) in enumerate(zip(columns, orders)):
            left = 0.0
            for size in range(1, n):
                low, high = order[size - 1], order[size]
                left += residuals[low]
                if column[low] != column[high]:
                    right = total - left
                    gain = left * left / size + right * right / (n - size) - total * total / n
                    found.append((gain, feature, column[low], column[high]))
        top = max(found, default=(0.0,))[0]
        if top <= 1e-9:
            break
        _, feature, low, high = next(each for each in found if each[0] >= top - 1e-9)
        column = columns[feature]
        sides = [
            [residual for residual, value in zip(residuals, column) if value <= low],
            [residual for residual, value in zip(residuals, column) if value >= high],
        ]
        values = [sum(side) / len(side) for side in sides]
        stumps.append([feature, (low + high) / 2, *values])
        fitted = [
            before + learning_rate * values[value > low] for before, value in zip(fitted, column)
        ]
        loss.append(mean_square(targets, fitted))

    predictions = []
    for row in X_test.tolist():
        steps = [
            left if row[feature] <= threshold else right
            for feature, threshold, left, right in stumps
        ]
        predictions.append(base + learning_rate * sum(steps))
    return {"base": base, "stumps": stumps, "loss": loss, "predictions": predictions}


def mean_square(targets: list[float], fitted: list[float]) -> float:
    return sum((a - b) ** 2 for a, b in zip(targets, fitted)) / len(targets)
