"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import math
import sys

MAX_ROUNDS = 20_000
MAX_ACTIONS = 50
MAX_NUMBERS = 100_000
MAX_REWARD = 1_000


def are_numbers(values: object, length: int, least: float, most: float) -> bool:
    return (
        isinstance(values, list)
        and len(values) == length
        and all(isinstance(v, int | float) and not isinstance(v, bool) for v in values)
        and all(math.isfinite(value) and least <= value <= most for value in values)
    )


def is_policy(rows: object, n: int) -> bool:
    return (
        isinstance(rows, list)
        and len(rows) == n
        and isinstance(rows[0], list)
        and 1 <= len(rows[0]) <= MAX_ACTIONS
        and n * len(rows[0]) <= MAX_NUMBERS
        and all(are_numbers(row, len(rows[0]), 0, 1) for row in rows)
        and all(abs(math.fsum(row) - 1) <= 1e-6 for row in rows)
    )


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 5:
        return False
    actions, rewards, propensities, target, clip = arguments
    n = len(actions) if isinstance(actions, list) else 0
    return (
        1 <= n <= MAX_ROUNDS
        and are_numbers(rewards, n, -MAX_REWARD, MAX_REWARD)
        and are_numbers(propensities, n, 0.0001, 1)
        and is_policy(target, n)
        and all(type(action) is int and 0 <= action < len(target[0]) for action in actions)
        and are_numbers([clip], 1, 0.01, 1e6)
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
