"""Plain lists, the statistics module, and a heap for the nearest rows."""

import heapq
import math
from collections import Counter
from statistics import median

import numpy as np


def impute(X: np.ndarray, strategies: list[str], k: int) -> list[list[float]]:
    rows = [[None if math.isnan(value) else value for value in row] for row in X.tolist()]
    filled = [list(row) for row in rows]
    for j, strategy in enumerate(strategies):
        values = [row[j] for row in rows if row[j] is not None]
        for i, row in enumerate(rows):
            if row[j] is None:
                near = neighbours(rows, i, j, k) if strategy == "knn" else []
                filled[i][j] = summary(strategy, near or values)
    return filled


def neighbours(rows: list[list[float | None]], i: int, j: int, k: int) -> list[float]:
    found = []
    for other, row in enumerate(rows):
        if row[j] is None:
            continue
        squares = [(a - b) ** 2 for a, b in zip(rows[i], row) if a is not None and b is not None]
        if squares:
            found.append((sum(squares) / len(squares), other, row[j]))
    return [value for _, _, value in heapq.nsmallest(k, found)]


def summary(strategy: str, values: list[float]) -> float:
    if not values:
        return 0.0
    if strategy == "median":
        return median(values)
    if strategy == "mode":
        counts = Counter(values)
        return min(counts, key=lambda value: (-counts[value], value))
    return math.fsum(values) / len(values)
