"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import sys

MAX_LENGTH = 20_000
MAX_VALUE = 10**9


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 1:
        return False
    (values,) = arguments
    return (
        isinstance(values, list)
        and len(values) <= MAX_LENGTH
        and all(type(value) is int and -MAX_VALUE <= value <= MAX_VALUE for value in values)
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
