"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import math
import sys

import numpy as np

MAX_ROWS = 500
MAX_FEATURES = 60
MAX_CONDITION = 1e6
LIMIT = 1e3


def is_number(value: object) -> bool:
    return type(value) in (int, float) and math.isfinite(value) and abs(value) <= LIMIT


def is_matrix(rows: object, columns: int) -> bool:
    return (
        isinstance(rows, list)
        and 1 <= len(rows) <= MAX_ROWS
        and all(isinstance(row, list) and len(row) == columns for row in rows)
        and all(is_number(number) for row in rows for number in row)
    )


def is_vector(value: object) -> bool:
    return isinstance(value, list) and all(map(is_number, value))


def is_covariance(rows: list) -> bool:
    matrix = np.array(rows, dtype=np.float64)
    values = np.linalg.eigvalsh(matrix)
    return bool(
        np.array_equal(matrix, matrix.T)
        and values[0] >= 1e-4
        and values[-1] <= MAX_CONDITION * values[0]
    )


def is_precise(rows: list, covariance: list, noise_variance: float) -> bool:
    """The posterior precision must be well conditioned as well."""
    X = np.array(rows, dtype=np.float64).reshape(-1, len(covariance))
    values = np.linalg.eigvalsh(np.linalg.inv(covariance) + X.T @ X / noise_variance)
    return bool(values[-1] <= MAX_CONDITION * values[0])


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 6:
        return False
    rows, targets, mean, covariance, noise_variance, new = arguments
    if not is_vector(mean) or not 1 <= len(mean) <= MAX_FEATURES:
        return False
    d = len(mean)
    # A nested list could not tell the shape of an array without elements.
    if rows == {"$array": {"dtype": "float64", "shape": [0, d], "data": []}}:
        rows = []
    return (
        (rows == [] or is_matrix(rows, d))
        and is_vector(targets)
        and len(targets) == len(rows)
        and is_matrix(covariance, d)
        and len(covariance) == d
        and is_covariance(covariance)
        and type(noise_variance) in (int, float)
        and 1e-4 <= noise_variance <= 1e4
        and is_matrix(new, d)
        and is_precise(rows, covariance, noise_variance)
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
