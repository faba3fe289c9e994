"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import sys

MAX_INTERVALS = 100_000
LIMIT = 10**18


def is_interval(value: object) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 2
        and all(type(end) is int for end in value)
        and -LIMIT <= value[0] <= value[1] <= LIMIT
    )


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 1:
        return False
    intervals = arguments[0]
    return (
        isinstance(intervals, list)
        and len(intervals) <= MAX_INTERVALS
        and all(map(is_interval, intervals))
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
