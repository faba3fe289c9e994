"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import math
import sys
from bisect import bisect_right

MAX_VALUES = 20_000
LIMIT = 1e6
MAX_LAMBDA = 15


def is_value(value: object) -> bool:
    return (
        isinstance(value, float)
        and math.isfinite(value)
        and abs(value) <= LIMIT
        and value == round(value, 6)
    )


def is_sample(values: object) -> bool:
    return (
        isinstance(values, list) and 1 <= len(values) <= MAX_VALUES and all(map(is_value, values))
    )


def has_valid_lambda(x: list[float], y: list[float]) -> bool:
    x, y = sorted(x), sorted(y)
    n, m = len(x), len(y)
    gap = max(abs(bisect_right(x, v) * m - bisect_right(y, v) * n) for v in {*x, *y})
    return gap / math.sqrt(n * m * (n + m)) <= MAX_LAMBDA


def is_valid(arguments: object) -> bool:
    return (
        isinstance(arguments, list)
        and len(arguments) == 2
        and all(map(is_sample, arguments))
        and has_valid_lambda(*arguments)
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
