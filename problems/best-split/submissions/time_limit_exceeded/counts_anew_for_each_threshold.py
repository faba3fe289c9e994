"""Mistake: counts both children from scratch at each threshold."""

import math

import numpy as np


def best_split(
    X: np.ndarray, y: np.ndarray, criterion: str, min_leaf: int
) -> tuple[int, float, float] | None:
    rows, labels = X.tolist(), y.tolist()
    parent = impurity(labels, criterion)
    best = None
    best_gain = 1e-9
    for feature in range(len(rows[0])):
        values = sorted({row[feature] for row in rows})
        for low, high in zip(values, values[1:]):
            threshold = (low + high) / 2
            left = [label for row, label in zip(rows, labels) if row[feature] <= threshold]
            right = [label for row, label in zip(rows, labels) if row[feature] > threshold]
            if min(len(left), len(right)) < min_leaf:
                continue
            children = len(left) * impurity(left, criterion)
            children += len(right) * impurity(right, criterion)
            gain = parent - children / len(rows)
            if gain > best_gain:
                best_gain = gain + 1e-9
                best = (feature, threshold, gain)
    return best


def impurity(labels: list[int], criterion: str) -> float:
    shares = [labels.count(label) / len(labels) for label in set(labels)]
    if criterion == "gini":
        return 1 - sum(share**2 for share in shares)
    return -sum(share * math.log2(share) for share in shares)
