"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import math
import sys

MAX_EXAMPLES = 20_000
LIMIT = 10**6


def is_score(value: object) -> bool:
    return (
        isinstance(value, float)
        and math.isfinite(value)
        and abs(value) <= LIMIT
        and value == round(value, 6)
    )


def is_amount(value: object) -> bool:
    return type(value) is int and 0 <= value <= LIMIT


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 5:
        return False
    y_true, scores, alarms, misses, capacity = arguments
    columns = [y_true, scores, alarms, misses]
    return (
        all(isinstance(column, list) for column in columns)
        and 1 <= len(y_true) <= MAX_EXAMPLES
        and all(len(column) == len(y_true) for column in columns)
        and all(type(value) is int and value in (0, 1) for value in y_true)
        and all(map(is_score, scores))
        and all(map(is_amount, [*alarms, *misses, capacity]))
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
