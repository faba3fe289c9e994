"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import math
import sys

MAX_EXAMPLES = 40_000
MAX_CLASS = 9
SMALLEST_P = 1e-250


def are_classes(values: object) -> bool:
    return (
        isinstance(values, list)
        and 1 <= len(values) <= MAX_EXAMPLES
        and all(type(value) is int and 0 <= value <= MAX_CLASS for value in values)
    )


def is_above_the_smallest_p(rows: list[tuple[int, int, int]]) -> bool:
    """Whether all p-values are; the exact ones are not smaller than their largest term."""
    b = sum(a == truth != other for truth, a, other in rows)
    c = sum(a != truth == other for truth, a, other in rows)
    m, s = b + c, min(b, c)
    if m == 0:
        return True
    log_term = math.lgamma(m + 1) - math.lgamma(s + 1) - math.lgamma(m - s + 1) - m * math.log(2)
    corrected = math.erfc(math.sqrt(max(abs(b - c) - 1, 0) ** 2 / m / 2))
    return log_term >= math.log(SMALLEST_P) and corrected >= SMALLEST_P


def is_valid(arguments: object) -> bool:
    return (
        isinstance(arguments, list)
        and len(arguments) == 3
        and all(map(are_classes, arguments))
        and len({len(values) for values in arguments}) == 1
        and is_above_the_smallest_p(list(zip(*arguments)))
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
