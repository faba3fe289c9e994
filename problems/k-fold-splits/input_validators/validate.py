"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import sys

MAX_ROWS = 30_000
MAX_OUTPUT = 200_000
MAX_LABEL = 10**9


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 3:
        return False
    order, k, labels = arguments
    return (
        isinstance(order, list)
        and 2 <= len(order) <= MAX_ROWS
        and all(type(row) is int for row in order)
        and sorted(order) == list(range(len(order)))
        and type(k) is int
        and 2 <= k <= len(order)
        and k * len(order) <= MAX_OUTPUT
        and (labels is None or are_labels(labels, len(order)))
    )


def are_labels(labels: object, n: int) -> bool:
    return (
        isinstance(labels, list)
        and len(labels) == n
        and all(type(label) is int and abs(label) <= MAX_LABEL for label in labels)
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
