"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import math
import sys
from itertools import pairwise

MAX_TOKENS = 2000
MAX_EXPERTS = 64
MAX_NUMBERS = 40_000
MAX_K = 8
MAX_CAPACITY = 10_000
LIMIT = 1000
MAX_RANGE = 720
LEAST_GAP = 1e-6


def is_row(value: object, experts: int) -> bool:
    if not isinstance(value, list) or len(value) != experts:
        return False
    if not all(type(z) is float and math.isfinite(z) and abs(z) <= LIMIT for z in value):
        return False
    ordered = sorted(value)
    gaps = [later - earlier for earlier, later in pairwise(ordered)]
    return ordered[-1] - ordered[0] <= MAX_RANGE and all(
        gap == 0 or gap >= LEAST_GAP for gap in gaps
    )


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 3:
        return False
    logits, k, capacity = arguments
    if not isinstance(logits, list) or not 1 <= len(logits) <= MAX_TOKENS:
        return False
    if not isinstance(logits[0], list) or not 1 <= len(logits[0]) <= MAX_EXPERTS:
        return False
    experts = len(logits[0])
    return (
        len(logits) * experts <= MAX_NUMBERS
        and all(is_row(row, experts) for row in logits)
        and type(k) is int
        and 1 <= k <= min(experts, MAX_K)
        and type(capacity) is int
        and 1 <= capacity <= MAX_CAPACITY
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
