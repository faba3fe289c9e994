"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import math
import sys

MAX_PAGES = 10_000
MAX_LINKS = 50_000
MAX_ITERATIONS = 100
MAX_STEPS = 2_000_000


def are_pages(values: object, n: int) -> bool:
    return isinstance(values, list) and all(type(page) is int and 0 <= page < n for page in values)


def is_number(value: object, low: float, high: float) -> bool:
    return type(value) in (int, float) and math.isfinite(value) and low <= value <= high


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 6:
        return False
    n, sources, targets, damping, teleport, iterations = arguments
    if type(n) is not int or not 1 <= n <= MAX_PAGES:
        return False
    if not are_pages(sources, n) or not are_pages(targets, n):
        return False
    if len(sources) != len(targets) or len(sources) > MAX_LINKS:
        return False
    if type(iterations) is not int or not 0 <= iterations <= MAX_ITERATIONS:
        return False
    return (
        iterations * len(sources) <= MAX_STEPS
        and is_number(damping, 0, 1)
        and isinstance(teleport, list)
        and len(teleport) == n
        and all(is_number(weight, 0, 1000) for weight in teleport)
        and sum(teleport) >= 0.001
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
