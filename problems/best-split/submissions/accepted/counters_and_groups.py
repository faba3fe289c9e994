"""Plain dictionaries: rows move from the right child to the left, one group of values at a time."""

import math
from collections import Counter
from itertools import groupby

import numpy as np


def best_split(
    X: np.ndarray, y: np.ndarray, criterion: str, min_leaf: int
) -> tuple[int, float, float] | None:
    labels = y.tolist()
    n = len(labels)
    measure = gini if criterion == "gini" else entropy
    parent = measure(Counter(labels))
    candidates = []
    for feature, column in enumerate(zip(*X.tolist())):
        left: Counter[int] = Counter()
        right = Counter(labels)
        groups = [
            (value, [label for _, label in pairs])
            for value, pairs in groupby(sorted(zip(column, labels)), key=lambda pair: pair[0])
        ]
        for (value, moved), (following, _) in zip(groups, groups[1:]):
            left.update(moved)
            right.subtract(moved)
            size = left.total()
            if min(size, n - size) >= min_leaf:
                children = (size * measure(left) + (n - size) * measure(right)) / n
                candidates.append((parent - children, feature, (value + following) / 2))
    top = max((gain for gain, _, _ in candidates), default=0.0)
    if top <= 1e-9:
        return None
    gain, feature, threshold = next(each for each in candidates if each[0] > top - 1e-9)
    return feature, threshold, gain


def gini(counts: Counter[int]) -> float:
    total = counts.total()
    return 1 - sum((count / total) ** 2 for count in counts.values())


def entropy(counts: Counter[int]) -> float:
    total = counts.total()
    return -sum(count / total * math.log2(count / total) for count in counts.values() if count > 0)
