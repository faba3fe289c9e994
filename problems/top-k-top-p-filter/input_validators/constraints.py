"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import itertools
import json
import math
import sys

MAX_ROWS = 200
MAX_TOKENS = 20_000
MAX_NUMBERS = 60_000
MAX_LOGIT = 10_000
MAX_K = 1_000_000
LEAST_DIFFERENCE = 0.001 - 1e-9
SLACK = 1e-9
GAP = 5e-10


def is_number(value: object, least: float, most: float) -> bool:
    return (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and math.isfinite(value)
        and least <= value <= most
    )


def are_logits(rows: object) -> bool:
    return (
        isinstance(rows, list)
        and 1 <= len(rows) <= MAX_ROWS
        and all(isinstance(row, list) and len(row) == len(rows[0]) for row in rows)
        and 1 <= len(rows[0]) <= MAX_TOKENS
        and len(rows) * len(rows[0]) <= MAX_NUMBERS
        and all(is_number(value, -MAX_LOGIT, MAX_LOGIT) for row in rows for value in row)
    )


def is_decided(row: list[float], temperature: float, k: int, p: float) -> bool:
    ranked = sorted(row, reverse=True)
    if any(0 < a - b < LEAST_DIFFERENCE for a, b in itertools.pairwise(ranked)):
        return False
    if temperature == 0:
        return True
    kept = ranked[:k] if k else ranked
    weights = [math.exp((value - kept[0]) / temperature) for value in kept]
    total = math.fsum(weights)
    sums = itertools.accumulate(weight / total for weight in weights)
    # With p = 1, a tail of less than 1e-9 is within the tolerance, wherever it is cut.
    return p == 1 or all(abs(value - (p - SLACK)) > GAP for value in sums)


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 4:
        return False
    logits, temperature, k, p = arguments
    return (
        are_logits(logits)
        and is_number(temperature, 0, 10)
        and (temperature == 0 or temperature >= 0.01)
        and type(k) is int
        and 0 <= k <= MAX_K
        and is_number(p, 0, 1)
        and all(is_decided(row, temperature, k, p) for row in logits)
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
