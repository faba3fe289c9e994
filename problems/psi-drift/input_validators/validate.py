"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import math
import sys
from bisect import bisect_left

MAX_VALUES = 20_000
LIMIT = 1e9
MISSING = {"$float": "nan"}


def is_sample(values: object) -> bool:
    return (
        isinstance(values, list)
        and 1 <= len(values) <= MAX_VALUES
        and all(
            value == MISSING
            or type(value) in (int, float)
            and math.isfinite(value)
            and abs(value) <= LIMIT
            for value in values
        )
    )


def index(reference: list[object], current: list[object], n_bins: int) -> float:
    known = sorted(value for value in reference if value != MISSING)
    edges = sorted({known[-(-i * len(known) // n_bins) - 1] for i in range(1, n_bins)})
    total = 0.0
    shares = []
    for values in (reference, current):
        counts = [0] * (len(edges) + 2)
        for value in values:
            counts[-1 if value == MISSING else bisect_left(edges, value)] += 1
        shares.append([max(count / len(values), 1e-4) for count in counts])
    for e, a in zip(*shares):
        total += (a - e) * math.log(a / e)
    return total


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 3:
        return False
    reference, current, n_bins = arguments
    return (
        is_sample(reference)
        and is_sample(current)
        and any(value != MISSING for value in reference)
        and type(n_bins) is int
        and 2 <= n_bins <= 100
        and all(abs(index(*arguments) - bound) > 1e-6 for bound in (0.1, 0.25))
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
