"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import math
import sys

MAX_EXAMPLES = 50_000
LIMIT = 1e6


def is_score(value: object) -> bool:
    return (
        isinstance(value, float)
        and math.isfinite(value)
        and abs(value) <= LIMIT
        and value == round(value, 6)
    )


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 2:
        return False
    y_true, scores = arguments
    return (
        isinstance(y_true, list)
        and isinstance(scores, list)
        and 1 <= len(y_true) == len(scores) <= MAX_EXAMPLES
        and all(type(value) is int and value in (0, 1) for value in y_true)
        and all(map(is_score, scores))
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
