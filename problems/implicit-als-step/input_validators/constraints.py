"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import math
import sys

import numpy as np

MAX_PAIRS = 20_000
MAX_USERS = 1_000
MAX_ITEMS = 3_000
MAX_FACTORS = 32
MAX_COUNT = 1_000
MAX_SETTING = 100
MIN_REGULARISATION = 0.01
MAX_ENTRY = 10
MAX_CONDITION = 1e6


def is_number(value: object, least: float, most: float) -> bool:
    return (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and math.isfinite(value)
        and least <= value <= most
    )


def are_vectors(rows: object) -> bool:
    return (
        isinstance(rows, list)
        and 1 <= len(rows) <= MAX_ITEMS
        and all(isinstance(row, list) and len(row) == len(rows[0]) for row in rows)
        and 1 <= len(rows[0]) <= MAX_FACTORS
        and all(is_number(entry, -MAX_ENTRY, MAX_ENTRY) for row in rows for entry in row)
    )


def are_indices(values: object, length: int, bound: int) -> bool:
    return (
        isinstance(values, list)
        and len(values) == length
        and all(type(value) is int and 0 <= value < bound for value in values)
    )


def is_conditioned(users, items, counts, Y, n_users, alpha, regularisation) -> bool:
    Y = np.array(Y, dtype=float)
    gram = Y.T @ Y + regularisation * np.eye(Y.shape[1])
    systems = np.repeat(gram[None], n_users, axis=0)
    for u, i, count in zip(users, items, counts, strict=True):
        systems[u] += alpha * count * np.outer(Y[i], Y[i])
    return bool(np.linalg.cond(systems).max() <= MAX_CONDITION)


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 7:
        return False
    users, items, counts, Y, n_users, alpha, regularisation = arguments
    return (
        isinstance(counts, list)
        and len(counts) <= MAX_PAIRS
        and all(is_number(count, 0, MAX_COUNT) for count in counts)
        and are_vectors(Y)
        and type(n_users) is int
        and 1 <= n_users <= MAX_USERS
        and are_indices(users, len(counts), n_users)
        and are_indices(items, len(counts), len(Y))
        and len(set(zip(users, items, strict=True))) == len(users)
        and is_number(alpha, 0, MAX_SETTING)
        and is_number(regularisation, MIN_REGULARISATION, MAX_SETTING)
        and is_conditioned(*arguments)
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
