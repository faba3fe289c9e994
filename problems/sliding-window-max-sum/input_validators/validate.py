"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import sys

MAX_LENGTH = 50_000
MAX_VALUE = 10**6
MAX_BOUND = 10**6


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 3:
        return False
    values, shortest, longest = arguments
    return (
        isinstance(values, list)
        and len(values) <= MAX_LENGTH
        and all(type(value) is int and -MAX_VALUE <= value <= MAX_VALUE for value in values)
        and type(shortest) is int
        and type(longest) is int
        and 1 <= shortest <= longest <= MAX_BOUND
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
