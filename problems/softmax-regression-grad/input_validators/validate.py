"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import math
import sys

MAX_NUMBERS = 100_000
MAX_LOGITS = 200_000
MAX_CLASSES = 200
MAX_LOGIT = 1e6
LIMIT = 1e4


def is_number(value: object) -> bool:
    return type(value) in (int, float) and math.isfinite(value) and abs(value) <= LIMIT


def is_matrix(rows: object, columns: int) -> bool:
    return (
        isinstance(rows, list)
        and len(rows) >= 1
        and all(isinstance(row, list) and len(row) == columns for row in rows)
        and len(rows) * columns <= MAX_NUMBERS
        and all(is_number(number) for row in rows for number in row)
    )


def logits_are_bounded(rows: list, weights: list, bias: list) -> bool:
    """No logit can exceed the sum of its terms' magnitudes; estimate it by largest entries."""
    largest = [max(abs(weight) for weight in row) for row in weights]
    most = max(abs(number) for number in bias)
    return all(
        most + sum(abs(x) * w for x, w in zip(row, largest, strict=True)) <= MAX_LOGIT
        for row in rows
    )


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 5:
        return False
    rows, labels, weights, bias, lam = arguments
    return (
        isinstance(bias, list)
        and 2 <= len(bias) <= MAX_CLASSES
        and all(map(is_number, bias))
        and is_matrix(weights, len(bias))
        and is_matrix(rows, len(weights))
        and isinstance(labels, list)
        and len(labels) == len(rows)
        and len(rows) * len(bias) <= MAX_LOGITS
        and all(type(label) is int and 0 <= label < len(bias) for label in labels)
        and type(lam) in (int, float)
        and 0 <= lam <= 10
        and logits_are_bounded(rows, weights, bias)
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
