"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import math
import sys

import numpy as np

MAX_ROWS = 1_000
MAX_FEATURES = 100
MAX_NUMBERS = 50_000
MAX_CONDITION = 1e6
LIMIT = 1e6


def is_number(value: object) -> bool:
    return type(value) in (int, float) and math.isfinite(value) and abs(value) <= LIMIT


def is_data(rows: object, targets: object) -> bool:
    return (
        isinstance(rows, list)
        and isinstance(targets, list)
        and 1 <= len(rows) == len(targets) <= MAX_ROWS
        and all(isinstance(row, list) and len(row) == len(rows[0]) for row in rows)
        and 1 <= len(rows[0]) <= MAX_FEATURES
        and len(rows) * len(rows[0]) <= MAX_NUMBERS
        and all(is_number(number) for row in [*rows, targets] for number in row)
    )


def is_well_conditioned(rows: list, alpha: float) -> bool:
    X = np.array(rows, dtype=np.float64)
    centred = X - X.mean(axis=0)
    values = np.linalg.eigvalsh(centred.T @ centred) + alpha
    return bool(values[0] > 0 and values[-1] <= MAX_CONDITION * values[0])


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 3:
        return False
    rows, targets, alpha = arguments
    return (
        is_data(rows, targets)
        and type(alpha) in (int, float)
        and 0 <= alpha <= 1e9
        and is_well_conditioned(rows, alpha)
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
