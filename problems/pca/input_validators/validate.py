"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import math
import sys

import numpy as np

MAX_ROWS = 1_000
MAX_FEATURES = 3_000
MAX_NUMBERS = 60_000
MAX_COMPONENTS = 10
GAP = 1e-3
LIMIT = 1e4


def is_number(value: object) -> bool:
    return type(value) in (int, float) and math.isfinite(value) and abs(value) <= LIMIT


def are_rows(rows: object) -> bool:
    return (
        isinstance(rows, list)
        and 2 <= len(rows) <= MAX_ROWS
        and all(isinstance(row, list) and len(row) == len(rows[0]) for row in rows)
        and 1 <= len(rows[0]) <= MAX_FEATURES
        and len(rows) * len(rows[0]) <= MAX_NUMBERS
        and all(is_number(number) for row in rows for number in row)
    )


def has_one_sign(component: np.ndarray) -> bool:
    """Whether all entries that could be the largest by magnitude have the same sign."""
    magnitudes = np.abs(component)
    near = component[magnitudes >= (1 - GAP) * magnitudes.max()]
    return bool(np.all(near > 0) or np.all(near < 0))


def is_determined(rows: list, k: int) -> bool:
    X = np.array(rows, dtype=np.float64)
    _, s, components = np.linalg.svd(X - X.mean(axis=0), full_matrices=False)
    variances = np.append(s**2, 0.0)
    return bool(
        variances[0] >= 1e-6 * (len(rows) - 1)
        and np.all(variances[:k] - variances[1 : k + 1] >= GAP * variances[0])
        and all(map(has_one_sign, components[:k]))
    )


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 2:
        return False
    rows, k = arguments
    return (
        are_rows(rows)
        and type(k) is int
        and 1 <= k <= min(MAX_COMPONENTS, len(rows) - 1, len(rows[0]))
        and is_determined(rows, k)
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
