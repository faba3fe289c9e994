"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import sys
from itertools import pairwise

MAX_RANGES = 10_000
MAX_REQUESTS = 10_000
MAX_END = 10**9


def is_range(value: object) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 2
        and all(type(end) is int for end in value)
        and 0 <= value[0] < value[1] <= MAX_END
    )


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 2:
        return False
    free, requests = arguments
    return (
        isinstance(free, list)
        and len(free) <= MAX_RANGES
        and all(map(is_range, free))
        and all(left[1] <= right[0] for left, right in pairwise(sorted(free)))
        and isinstance(requests, list)
        and len(requests) <= MAX_REQUESTS
        and all(type(size) is int and 1 <= size <= MAX_END for size in requests)
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
