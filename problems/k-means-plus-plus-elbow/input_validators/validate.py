"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import math
import sys

MAX_POINTS = 1_000
MAX_FEATURES = 10
MAX_CLUSTERS = 12
MAX_ITERATIONS = 30
LIMIT = 1e4


def is_number(value: object) -> bool:
    return type(value) in (int, float) and math.isfinite(value) and abs(value) <= LIMIT


def are_points(rows: object) -> bool:
    return (
        isinstance(rows, list)
        and 1 <= len(rows) <= MAX_POINTS
        and all(isinstance(row, list) and len(row) == len(rows[0]) for row in rows)
        and 1 <= len(rows[0]) <= MAX_FEATURES
        and all(is_number(number) for row in rows for number in row)
    )


def are_draws(rows: object) -> bool:
    return (
        isinstance(rows, list)
        and 1 <= len(rows) <= MAX_CLUSTERS
        and all(isinstance(row, list) and len(row) == k for k, row in enumerate(rows, 1))
        and all(is_number(draw) and 0 <= draw <= 0.999999 for row in rows for draw in row)
    )


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 3:
        return False
    points, draws, iterations = arguments
    return (
        are_points(points)
        and are_draws(draws)
        and len(draws) <= len(set(map(tuple, points)))
        and type(iterations) is int
        and 0 <= iterations <= MAX_ITERATIONS
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
