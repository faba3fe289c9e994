"""Mistake: replaces the best split by an equally good one."""

import numpy as np

EPSILON = 1e-9
Node = int | tuple


class DecisionTree:
    def __init__(self, max_depth: int, min_leaf: int) -> None:
        self.max_depth = max_depth
        self.min_leaf = min_leaf

    def fit(self, X: np.ndarray, y: np.ndarray) -> None:
        self.root = self.grow(X, y, self.max_depth)

    def grow(self, X: np.ndarray, y: np.ndarray, levels: int) -> Node:
        split = self.best_split(X, y)
        if levels == 0 or split is None:
            labels, counts = np.unique(y, return_counts=True)
            return int(labels[np.argmax(counts)])
        feature, threshold = split
        left = X[:, feature] <= threshold
        return (
            feature,
            threshold,
            self.grow(X[left], y[left], levels - 1),
            self.grow(X[~left], y[~left], levels - 1),
        )

    def best_split(self, X: np.ndarray, y: np.ndarray) -> tuple[int, float] | None:
        best = None
        lowest = cost(y) - EPSILON
        for feature, column in enumerate(X.T):
            values = np.unique(column)
            for threshold in (values[:-1] + values[1:]) / 2:
                left = column <= threshold
                if self.min_leaf <= np.count_nonzero(left) <= len(y) - self.min_leaf:
                    total = cost(y[left]) + cost(y[~left])
                    if total <= lowest + 2 * EPSILON and total < cost(y) - EPSILON:
                        best = feature, threshold
                        lowest = total - EPSILON
        return best

    def predict(self, X: np.ndarray) -> list[int]:
        return [leaf_label(self.root, row) for row in X]

    def depth(self) -> int:
        return height(self.root)

    def leaves(self) -> int:
        return count_leaves(self.root)


def cost(y: np.ndarray) -> float:
    """The number of rows times their Gini impurity."""
    _, counts = np.unique(y, return_counts=True)
    return len(y) - np.sum(counts**2) / len(y)


def leaf_label(node: Node, row: np.ndarray) -> int:
    while isinstance(node, tuple):
        feature, threshold, left, right = node
        node = left if row[feature] <= threshold else right
    return node


def height(node: Node) -> int:
    if isinstance(node, tuple):
        return 1 + max(height(node[2]), height(node[3]))
    return 0


def count_leaves(node: Node) -> int:
    if isinstance(node, tuple):
        return count_leaves(node[2]) + count_leaves(node[3])
    return 1
