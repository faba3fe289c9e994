"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import math
import sys
from collections import Counter

MAX_ROWS = 2500
MAX_FEATURES = 20
MAX_CELLS = 25_000
MAX_CLASSES = 10
LIMIT = 1e6


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 4:
        return False
    rows, labels, criterion, min_leaf = arguments
    return (
        isinstance(rows, list)
        and 1 <= len(rows) <= MAX_ROWS
        and isinstance(rows[0], list)
        and 1 <= len(rows[0]) <= MAX_FEATURES
        and all(isinstance(row, list) and len(row) == len(rows[0]) for row in rows)
        and len(rows) * len(rows[0]) <= MAX_CELLS
        and all(is_value(cell) for row in rows for cell in row)
        and isinstance(labels, list)
        and len(labels) == len(rows)
        and all(type(label) is int and abs(label) <= LIMIT for label in labels)
        and len(set(labels)) <= MAX_CLASSES
        and criterion in ("gini", "entropy")
        and type(min_leaf) is int
        and 1 <= min_leaf <= MAX_ROWS
        and gains_are_apart(all_gains(rows, labels, criterion, min_leaf))
    )


def is_value(cell: object) -> bool:
    return (
        type(cell) in (int, float)
        and math.isfinite(cell)
        and abs(cell) <= LIMIT
        and abs(cell * 1000 - round(cell * 1000)) < 1e-6
    )


def gains_are_apart(gains: list[float]) -> bool:
    """Equal gains are equal up to rounding; others are clearly below the best one."""
    best = max(gains, default=0.0)
    return (best < 1e-11 or best > 1e-7) and not any(1e-11 < best - gain < 1e-7 for gain in gains)


def all_gains(rows: list, labels: list[int], criterion: str, min_leaf: int) -> list[float]:
    n = len(rows)
    found = []
    for feature in range(len(rows[0])):
        pairs = sorted(zip([row[feature] for row in rows], labels))
        left: Counter[int] = Counter()
        right = Counter(labels)
        parent = impurity(right, criterion)
        for size, ((value, label), (following, _)) in enumerate(zip(pairs, pairs[1:]), start=1):
            left[label] += 1
            right[label] -= 1
            if value < following and min(size, n - size) >= min_leaf:
                children = size * impurity(left, criterion)
                children += (n - size) * impurity(right, criterion)
                found.append(parent - children / n)
    return found


def impurity(counts: Counter[int], criterion: str) -> float:
    total = sum(counts.values())
    shares = [count / total for count in counts.values() if count > 0]
    if criterion == "gini":
        return 1 - sum(share * share for share in shares)
    return -sum(share * math.log2(share) for share in shares)


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
