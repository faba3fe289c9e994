"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not.

The promise about rounding is kept by `generators/blobs.py` and is not checked again here.
"""

import json
import math
import sys

MAX_POINTS = 50_000
MAX_CENTROIDS = 100
MAX_FEATURES = 64
MAX_NUMBERS = 400_000
MAX_ITERATIONS = 100
LIMIT = 2e6


def is_coordinate(value: object) -> bool:
    return isinstance(value, float) and math.isfinite(value) and abs(value) <= LIMIT


def is_table(value: object, max_rows: int) -> bool:
    return (
        isinstance(value, list)
        and 1 <= len(value) <= max_rows
        and all(isinstance(row, list) and len(row) == len(value[0]) for row in value)
        and 1 <= len(value[0]) <= MAX_FEATURES
        and all(is_coordinate(number) for row in value for number in row)
    )


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 3:
        return False
    points, centroids, max_iterations = arguments
    return (
        is_table(points, MAX_POINTS)
        and is_table(centroids, MAX_CENTROIDS)
        and len(centroids) <= len(points)
        and len(centroids[0]) == len(points[0])
        and len(points) * len(points[0]) <= MAX_NUMBERS
        and type(max_iterations) is int
        and 1 <= max_iterations <= MAX_ITERATIONS
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
