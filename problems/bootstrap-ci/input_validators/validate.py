"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import sys

MAX_USERS = 10_000
MAX_RESAMPLES = 10_000
MAX_DRAWS = 200_000
LIMIT = 1000
SMALLEST_DENOMINATOR = 0.1


def are_numbers(values: object, lowest: float) -> bool:
    return isinstance(values, list) and all(
        isinstance(value, float) and lowest <= value <= LIMIT for value in values
    )


def are_resamples(rows: object, n: int) -> bool:
    return (
        isinstance(rows, list)
        and 2 <= len(rows) <= MAX_RESAMPLES
        and len(rows) * n <= MAX_DRAWS
        and all(isinstance(row, list) and len(row) == n for row in rows)
        and all(type(index) is int and 0 <= index < n for row in rows for index in row)
    )


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 4:
        return False
    numerators, denominators, indices, confidence = arguments
    return (
        are_numbers(numerators, -LIMIT)
        and are_numbers(denominators, SMALLEST_DENOMINATOR)
        and 1 <= len(numerators) == len(denominators) <= MAX_USERS
        and are_resamples(indices, len(numerators))
        and isinstance(confidence, float)
        and 0.01 <= confidence <= 0.999
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
