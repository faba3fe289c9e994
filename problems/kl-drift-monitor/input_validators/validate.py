"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import math
import sys

MAX_CATEGORIES = 500
MAX_COUNT = 10**6
MAX_WINDOW = 5000
MAX_CALLS = 15_000
MARGIN = 1e-7


def has_valid_form(operations: object) -> bool:
    if not isinstance(operations, list) or not 1 <= len(operations) <= MAX_CALLS + 1:
        return False
    name, arguments = operations[0]
    if name != "KLDriftMonitor" or len(arguments) != 2:
        return False
    reference, window = arguments
    return (
        isinstance(reference, list)
        and 2 <= len(reference) <= MAX_CATEGORIES
        and all(type(count) is int and 0 <= count <= MAX_COUNT for count in reference)
        and sum(reference) > 0
        and type(window) is int
        and 1 <= window <= MAX_WINDOW
        and all(is_call(operation, len(reference)) for operation in operations[1:])
    )


def is_call(operation: object, m: int) -> bool:
    if not isinstance(operation, list) or len(operation) != 2:
        return False
    name, arguments = operation
    if name == "observe":
        return len(arguments) == 1 and type(arguments[0]) is int and 0 <= arguments[0] < m
    return name in ("alarm", "alarms", "rebase") and arguments == []


def keeps_off_the_threshold(operations: list[list]) -> bool:
    """Whether every divergence is so far from 0.05 that rounding decides nothing."""
    reference, window = operations[0][1]
    m = len(reference)
    counts = [0] * m
    recent: list[int] = []
    terms = 0.0

    def term(category: int) -> float:
        smoothed = counts[category] + 1
        return smoothed * math.log(smoothed / (reference[category] + 1))

    terms = sum(map(term, range(m)))
    for name, arguments in operations[1:]:
        if name == "observe":
            recent.append(arguments[0])
            moves = [(arguments[0], 1)]
            if len(recent) > window:
                moves.append((recent[-window - 1], -1))
            for category, by in moves:
                terms -= term(category)
                counts[category] += by
                terms += term(category)
            if len(recent) >= window:
                scale = math.log((sum(reference) + m) / (window + m))
                if abs(terms / (window + m) + scale - 0.05) <= MARGIN:
                    return False
        elif name == "rebase" and len(recent) >= window:
            reference, counts, recent = counts, [0] * m, []
            terms = sum(map(term, range(m)))
    return True


if __name__ == "__main__":
    operations = json.load(sys.stdin)
    is_valid = has_valid_form(operations) and keeps_off_the_threshold(operations)
    sys.exit(42 if is_valid else 43)
