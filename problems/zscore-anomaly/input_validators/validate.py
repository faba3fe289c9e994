"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import math
import sys
from fractions import Fraction

MAX_VALUES = 80_000
LIMIT = 10**9
MARGIN = 1e-6


def is_clear(values: list[int], window: int, threshold: float) -> bool:
    """Whether every squared z-score differs from the squared threshold clearly, or not at all."""
    total = sum(values[:window])
    squares = sum(value**2 for value in values[:window])
    limit = Fraction(threshold) ** 2
    for index in range(window, len(values)):
        left = (window * values[index] - total) ** 2 * (window - 1) * limit.denominator
        right = limit.numerator * window * (window * squares - total**2)
        if left != right and abs(left - right) < 2 * MARGIN * right:
            return False
        if left == right and right != 0 and not is_small(values[index - window : index + 1]):
            return False
        total += values[index] - values[index - window]
        squares += values[index] ** 2 - values[index - window] ** 2
    return True


def is_small(values: list[int]) -> bool:
    """Whether mean and deviation of a window, the values but the last, are whole numbers."""
    seen = values[:-1]
    total = sum(seen)
    variance = Fraction(len(seen) * sum(v * v for v in seen) - total**2)
    variance /= len(seen) * (len(seen) - 1)
    return (
        max(map(abs, values)) <= 1000
        and total % len(seen) == 0
        and variance.denominator == 1
        and math.isqrt(variance.numerator) ** 2 == variance.numerator
    )


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 3:
        return False
    values, window, threshold = arguments
    return (
        isinstance(values, list)
        and len(values) <= MAX_VALUES
        and all(type(value) is int and abs(value) <= LIMIT for value in values)
        and type(window) is int
        and 2 <= window <= MAX_VALUES
        and type(threshold) is float
        and 0.25 <= threshold <= 100
        and is_clear(values, window, threshold)
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
