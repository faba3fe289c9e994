"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import sys
from itertools import pairwise

MAX_EXAMPLES = 20_000
MAX_CLASSES = 100
MAX_NUMBERS = 100_000
MAX_BINS = 1000
MAX_GROUPS = 10_000


def is_share(value: object) -> bool:
    return isinstance(value, float) and 0 <= value <= 1 and value == round(value, 6)


def are_edges(values: object) -> bool:
    return (
        isinstance(values, list)
        and 2 <= len(values) <= MAX_BINS + 1
        and all(map(is_share, values))
        and all(lower < upper for lower, upper in pairwise(values))
        and values[0] == 0
        and values[-1] == 1
    )


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 4:
        return False
    y_true, rows, edges, n_groups = arguments
    if not isinstance(y_true, list) or not isinstance(rows, list):
        return False
    if not 1 <= len(y_true) == len(rows) <= MAX_EXAMPLES:
        return False
    n_classes = len(rows[0])
    return (
        1 <= n_classes <= MAX_CLASSES
        and n_classes * len(rows) <= MAX_NUMBERS
        and all(isinstance(row, list) and len(row) == n_classes for row in rows)
        and all(is_share(value) for row in rows for value in row)
        and all(type(value) is int and 0 <= value < n_classes for value in y_true)
        and are_edges(edges)
        and type(n_groups) is int
        and 1 <= n_groups <= MAX_GROUPS
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
