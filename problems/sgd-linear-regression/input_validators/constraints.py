"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import math
import sys

MAX_NUMBERS = 400_000
MAX_VISITS = 400_000
MAX_EPOCHS = 500
MAX_BATCH_SIZE = 1_000_000
LIMIT = 1e6


def is_number(value: object) -> bool:
    return isinstance(value, float) and math.isfinite(value) and abs(value) <= LIMIT


def is_data(rows: object, targets: object) -> bool:
    return (
        isinstance(rows, list)
        and isinstance(targets, list)
        and 1 <= len(rows) == len(targets)
        and all(isinstance(row, list) and len(row) == len(rows[0]) for row in rows)
        and len(rows[0]) >= 1
        and len(rows) * len(rows[0]) <= MAX_NUMBERS
        and all(is_number(number) for row in [*rows, targets] for number in row)
    )


def is_order(value: object, epochs: int, n: int) -> bool:
    if epochs == 0:
        # A nested list could not tell the shape of an array without elements.
        return value == {"$array": {"dtype": "int64", "shape": [0, n], "data": []}}
    everyone = list(range(n))
    return (
        isinstance(value, list)
        and len(value) == epochs
        and epochs * n <= MAX_VISITS
        and all(type(index) is int for row in value for index in row)
        and all(sorted(row) == everyone for row in value)
    )


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 6:
        return False
    rows, targets, learning_rate, epochs, batch_size, order = arguments
    return (
        is_data(rows, targets)
        and isinstance(learning_rate, float)
        and 0 < learning_rate <= 1
        and type(epochs) is int
        and 0 <= epochs <= MAX_EPOCHS
        and type(batch_size) is int
        and 1 <= batch_size <= MAX_BATCH_SIZE
        and is_order(order, epochs, len(rows))
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
