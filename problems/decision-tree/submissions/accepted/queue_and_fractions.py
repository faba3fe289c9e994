"""Flat arrays of nodes grown from a queue; costs are compared as fractions, without rounding."""

from collections import Counter, deque
from fractions import Fraction

import numpy as np


class DecisionTree:
    def __init__(self, max_depth: int, min_leaf: int) -> None:
        self.max_depth = max_depth
        self.min_leaf = min_leaf

    def fit(self, X: np.ndarray, y: np.ndarray) -> None:
        self.rows, self.y = X.tolist(), y.tolist()
        self.labels: list[int] = []
        self.levels: list[int] = []
        self.splits: list[tuple[int, float, int, int] | None] = []
        queue = deque([(self.add_node(range(len(self.y)), 0), list(range(len(self.y))))])
        while queue:
            node, members = queue.popleft()
            found = None
            if self.levels[node] < self.max_depth:
                found = self.find_split(members)
            if found is None:
                continue
            feature, threshold = found
            parts: tuple[list[int], list[int]] = ([], [])
            for row in members:
                parts[self.rows[row][feature] > threshold].append(row)
            children = [self.add_node(part, self.levels[node] + 1) for part in parts]
            self.splits[node] = (feature, threshold, children[0], children[1])
            queue.extend(zip(children, parts))

    def add_node(self, members, level: int) -> int:
        counts = Counter(self.y[row] for row in members)
        self.labels.append(min(counts, key=lambda label: (-counts[label], label)))
        self.levels.append(level)
        self.splits.append(None)
        return len(self.labels) - 1

    def find_split(self, members: list[int]) -> tuple[int, float] | None:
        """Of the greatest sum of (squares of the class counts) / (rows) over both parts."""
        everything = Counter(self.y[row] for row in members)
        n = len(members)
        best = None
        highest = Fraction(sum(count**2 for count in everything.values()), n)
        for feature in range(len(self.rows[0])):
            ordered = sorted(members, key=lambda row: self.rows[row][feature])
            left: Counter[int] = Counter()
            right = everything.copy()
            # The sums of squares change with each row that moves from right to left.
            left_squares, right_squares = 0, sum(count**2 for count in right.values())
            for size in range(1, n):
                label = self.y[ordered[size - 1]]
                left_squares += 2 * left[label] + 1
                right_squares -= 2 * right[label] - 1
                left[label] += 1
                right[label] -= 1
                low, high = (self.rows[ordered[at]][feature] for at in (size - 1, size))
                if low == high or min(size, n - size) < self.min_leaf:
                    continue
                squares = left_squares * (n - size) + right_squares * size
                score = Fraction(squares, size * (n - size))
                if score > highest:
                    highest = score
                    best = feature, (low + high) / 2
        return best

    def predict(self, X: np.ndarray) -> list[int]:
        found = []
        for row in X.tolist():
            node = 0
            while (split := self.splits[node]) is not None:
                feature, threshold, left, right = split
                node = right if row[feature] > threshold else left
            found.append(self.labels[node])
        return found

    def depth(self) -> int:
        return max(self.levels)

    def leaves(self) -> int:
        return self.splits.count(None)
