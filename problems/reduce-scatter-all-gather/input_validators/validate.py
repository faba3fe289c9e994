"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import math
import sys

RANKS = (1, 2, 4, 8, 16)
MAX_WORK = 10_000
MAX_VALUE = 10**6
MAX_COST = 1000


def is_number(value: object, low: float, high: float) -> bool:
    return type(value) in (int, float) and math.isfinite(value) and low <= value <= high


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 3:
        return False
    vectors, latency, per_element = arguments
    if not is_number(latency, 0, MAX_COST) or not is_number(per_element, 0, MAX_COST):
        return False
    if not isinstance(vectors, list) or len(vectors) not in RANKS:
        return False
    if not all(isinstance(vector, list) for vector in vectors):
        return False
    n = len(vectors[0])
    return (
        n >= 1
        and len(vectors) * n <= MAX_WORK
        and all(len(vector) == n for vector in vectors)
        and all(is_number(value, -MAX_VALUE, MAX_VALUE) for vector in vectors for value in vector)
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
