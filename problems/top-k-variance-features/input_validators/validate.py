"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import math
import sys
from fractions import Fraction

MAX_ROWS = 2000
MAX_COLUMNS = 500
MAX_CELLS = 40_000
LIMIT = 10**8
MISSING = {"$float": "nan"}
LEAST_GAP = Fraction(1, 10**6)


def is_cell(value: object) -> bool:
    if value == MISSING:
        return True
    return type(value) in (int, float) and math.isfinite(value) and abs(value) <= LIMIT


def variance(values: list[Fraction]) -> Fraction:
    """The exact sample variance."""
    if len(values) < 2:
        return Fraction(0)
    mean = sum(values) / len(values)
    return sum((value - mean) ** 2 for value in values) / (len(values) - 1)


def has_no_near_ties(rows: list[list[object]]) -> bool:
    """Two variances are equal with no rounding on the way, or clearly apart."""
    found = []
    for column in zip(*rows):
        values = [Fraction(str(cell)) for cell in column if cell != MISSING]
        dyadic = all((value * 4).denominator == 1 and abs(value) < 1000 for value in values)
        mean = sum(values) / len(values) if values else Fraction(0)
        exact = dyadic and (mean * 64).denominator == 1 or len(set(values)) == 1
        found.append((variance(values), exact))
    found.sort()
    for (low, low_is_exact), (high, high_is_exact) in zip(found, found[1:]):
        if low == high:
            if not (low_is_exact and high_is_exact):
                return False
        elif high - low < LEAST_GAP * high:
            return False
    return True


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 2:
        return False
    rows, k = arguments
    return (
        isinstance(rows, list)
        and 1 <= len(rows) <= MAX_ROWS
        and all(isinstance(row, list) and len(row) == len(rows[0]) for row in rows)
        and 1 <= len(rows[0]) <= MAX_COLUMNS
        and len(rows) * len(rows[0]) <= MAX_CELLS
        and all(is_cell(cell) for row in rows for cell in row)
        and type(k) is int
        and 1 <= k <= 10**6
        and has_no_near_ties(rows)
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
