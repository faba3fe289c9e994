"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import math
import sys

MAX_RANKS = 16
MAX_ELEMENTS = 3000
MAX_WORK = 20_000
MAX_VALUE = 10**6


def is_number(value: object) -> bool:
    return type(value) in (int, float) and math.isfinite(value) and abs(value) <= MAX_VALUE


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 1:
        return False
    vectors = arguments[0]
    if not isinstance(vectors, list) or not 1 <= len(vectors) <= MAX_RANKS:
        return False
    if not all(isinstance(vector, list) for vector in vectors):
        return False
    n = len(vectors[0])
    return (
        1 <= n <= MAX_ELEMENTS
        and len(vectors) ** 2 * n <= MAX_WORK
        and all(len(vector) == n and all(map(is_number, vector)) for vector in vectors)
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
