"""Plain lists and exact sums, one feature after the other."""

import math

import numpy as np


def standardise(X_train: np.ndarray, X_test: np.ndarray) -> dict[str, list]:
    means = []
    scales = []
    for column in zip(*X_train.tolist()):
        mean = math.fsum(column) / len(column)
        variance = math.fsum((value - mean) ** 2 for value in column) / len(column)
        means.append(mean)
        scales.append(math.sqrt(variance) if len(set(column)) > 1 else 1.0)

    def apply(rows: list[list[float]]) -> list[list[float]]:
        return [
            [(value - mean) / scale for value, mean, scale in zip(row, means, scales)]
            for row in rows
        ]

    return {
        "mean": means,
        "scale": scales,
        "train": apply(X_train.tolist()),
        "test": apply(X_test.tolist()),
    }
