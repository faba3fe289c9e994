"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import math
import sys

MAX_NUMBERS = 150_000
MAX_FEATURES = 500
MAX_UPDATES = 20_000
MAX_WORK = 20_000_000
LIMIT = 1e4


def is_number(value: object) -> bool:
    return (
        type(value) in (int, float)
        and math.isfinite(value)
        and abs(value) <= LIMIT
        and (value == 0 or abs(value) >= 1e-6)
    )


def is_data(rows: object, targets: object) -> bool:
    return (
        isinstance(rows, list)
        and isinstance(targets, list)
        and 1 <= len(rows) == len(targets)
        and all(isinstance(row, list) and len(row) == len(rows[0]) for row in rows)
        and 1 <= len(rows[0]) <= MAX_FEATURES
        and len(rows) * len(rows[0]) <= MAX_NUMBERS
        and all(is_number(number) for row in [*rows, targets] for number in row)
    )


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 4:
        return False
    rows, targets, lam, sweeps = arguments
    return (
        is_data(rows, targets)
        and type(lam) in (int, float)
        and 0 <= lam <= 1e6
        and type(sweeps) is int
        and 0 <= sweeps
        and sweeps * len(rows[0]) <= MAX_UPDATES
        and sweeps * len(rows[0]) * len(rows) <= MAX_WORK
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
