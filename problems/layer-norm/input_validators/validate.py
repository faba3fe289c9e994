"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import math
import sys

import numpy as np

MAX_AXES = 4
MAX_NUMBERS = 40_000
X_LIMIT = 1e6
LIMIT = 1000
LEAST_DEVIATION = 1e-4
LEAST_SHARE = 1e-6


def shape_of(value: object, limit: float) -> tuple[int, ...] | None:
    """The shape of nested lists of finite floats within the limit, or None."""
    if type(value) is float:
        return () if math.isfinite(value) and abs(value) <= limit else None
    if not isinstance(value, list) or not value:
        return None
    shapes = {shape_of(item, limit) for item in value}
    if len(shapes) != 1 or None in shapes:
        return None
    return (len(value), *shapes.pop())


def is_clear(row: np.ndarray) -> bool:
    if np.all(row == row[0]):
        return len(row) == 1 or row[0] == np.rint(row[0])
    return bool(row.std() >= max(LEAST_DEVIATION, LEAST_SHARE * abs(row.mean())))


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 5:
        return False
    x, gamma, beta, eps, dout = arguments
    shape = shape_of(x, X_LIMIT)
    return (
        bool(shape)
        and len(shape) <= MAX_AXES
        and math.prod(shape) <= MAX_NUMBERS
        and shape_of(gamma, LIMIT) == shape[-1:]
        and shape_of(beta, LIMIT) == shape[-1:]
        and shape_of(dout, LIMIT) == shape
        and type(eps) is float
        and 1e-8 <= eps <= 10
        and all(is_clear(row) for row in np.array(x).reshape(-1, shape[-1]))
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
