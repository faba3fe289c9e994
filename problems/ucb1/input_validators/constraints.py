"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import math
import sys

MAX_STEPS = 5_000
MAX_ARMS = 50
MAX_NUMBERS = 50_000
GAP = 1e-9


def is_reward(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1


def is_table(rows: object) -> bool:
    return (
        isinstance(rows, list)
        and 1 <= len(rows) <= MAX_STEPS
        and all(isinstance(row, list) and len(row) == len(rows[0]) for row in rows)
        and 1 <= len(rows[0]) <= MAX_ARMS
        and len(rows) * len(rows[0]) <= MAX_NUMBERS
        and all(is_reward(value) for row in rows for value in row)
    )


def is_decided(rewards: list[list[float]]) -> bool:
    """Whether rounding cannot change which bound is the largest."""
    n_arms = len(rewards[0])
    seen = [[rewards[arm][arm]] for arm in range(min(n_arms, len(rewards)))]
    sums = [own[0] for own in seen]
    for t in range(n_arms, len(rewards)):
        bounds = [
            total / len(own) + math.sqrt(2 * math.log(t) / len(own))
            for total, own in zip(sums, seen, strict=True)
        ]
        best = bounds.index(max(bounds))
        near = [arm for arm in range(n_arms) if bounds[arm] > bounds[best] - GAP]
        if any(seen[arm] != seen[best] for arm in near):
            return False
        seen[best].append(rewards[t][best])
        sums[best] += rewards[t][best]
    return True


def is_valid(arguments: object) -> bool:
    return (
        isinstance(arguments, list)
        and len(arguments) == 1
        and is_table(arguments[0])
        and is_decided(arguments[0])
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
