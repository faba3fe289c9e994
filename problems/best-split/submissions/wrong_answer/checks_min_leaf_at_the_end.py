"""Mistake: refuses the best cut if it is too small instead of looking for another one."""

import numpy as np

EPSILON = 1e-9


def best_split(
    X: np.ndarray, y: np.ndarray, criterion: str, min_leaf: int
) -> tuple[int, float, float] | None:
    n, d = X.shape
    one_hot = y[:, np.newaxis] == np.unique(y)
    total = one_hot.sum(axis=0)
    sizes = np.arange(1, n)
    best = None
    best_gain = EPSILON
    for feature in range(d):
        order = np.argsort(X[:, feature])
        values = X[order, feature]
        left = one_hot[order].cumsum(axis=0)[:-1]
        right = total - left
        children = sizes * impurity(left, criterion) + sizes[::-1] * impurity(right, criterion)
        gains = impurity(total, criterion) - children / n
        allowed = values[:-1] < values[1:]
        for cut in np.flatnonzero(allowed):
            if gains[cut] > best_gain:
                best_gain = gains[cut] + EPSILON
                best = (feature, (values[cut] + values[cut + 1]) / 2, gains[cut])
    if best is None:
        return None
    left_size = np.count_nonzero(X[:, best[0]] <= best[1])
    return best if min_leaf <= left_size <= n - min_leaf else None


def impurity(counts: np.ndarray, criterion: str) -> np.ndarray:
    """Of the class counts along the last axis."""
    shares = counts / counts.sum(axis=-1, keepdims=True)
    if criterion == "gini":
        return 1 - (shares**2).sum(axis=-1)
    logs = np.log2(np.where(shares > 0, shares, 1))
    return -(shares * logs).sum(axis=-1)
