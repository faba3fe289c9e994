"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import math
import sys

MAX_NUMBERS = 150_000
MAX_ITERATIONS = 500
MAX_WORK = 10_000_000
LIMIT = 1e4


def is_number(value: object) -> bool:
    return type(value) in (int, float) and math.isfinite(value) and abs(value) <= LIMIT


def is_data(rows: object, labels: object) -> bool:
    return (
        isinstance(rows, list)
        and isinstance(labels, list)
        and 1 <= len(rows) == len(labels)
        and all(isinstance(row, list) and len(row) == len(rows[0]) for row in rows)
        and 1 <= len(rows[0])
        and len(rows) * len(rows[0]) <= MAX_NUMBERS
        and all(is_number(number) for row in rows for number in row)
        and all(type(label) is int and label in (0, 1) for label in labels)
    )


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 5:
        return False
    rows, labels, lam, learning_rate, iterations = arguments
    return (
        is_data(rows, labels)
        and type(lam) in (int, float)
        and 0 <= lam <= 10
        and type(learning_rate) in (int, float)
        and 0 < learning_rate <= 1
        and learning_rate * lam <= 1
        and type(iterations) is int
        and 0 <= iterations <= MAX_ITERATIONS
        and iterations * len(rows) * len(rows[0]) <= MAX_WORK
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
