"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import math
import sys

MAX_RATINGS = 5_000
MAX_ROWS = 500
MAX_FACTORS = 32
MAX_EPOCHS = 100
MAX_STEPS = 10_000
LIMIT = 100
LIMIT_ON_THE_WAY = 1e6


def is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def are_numbers(values: object) -> bool:
    return isinstance(values, list) and all(is_number(v) and abs(v) <= LIMIT for v in values)


def are_vectors(rows: object) -> bool:
    return (
        isinstance(rows, list)
        and 1 <= len(rows) <= MAX_ROWS
        and all(are_numbers(row) and len(row) == len(rows[0]) for row in rows)
        and 1 <= len(rows[0]) <= MAX_FACTORS
    )


def are_indices(values: object, n: int, rows: int) -> bool:
    return (
        isinstance(values, list)
        and len(values) == n
        and all(type(value) is int and 0 <= value < rows for value in values)
    )


def is_bounded(users, items, ratings, P, Q, rate, reg, epochs) -> bool:
    """Train, and look at every number that is stored."""
    P, Q = [row[:] for row in P], [row[:] for row in Q]
    b, c = [0.0] * len(P), [0.0] * len(Q)
    mean = sum(ratings) / len(ratings)
    for _ in range(epochs):
        for u, i, r in zip(users, items, ratings, strict=True):
            p, q = P[u], Q[i]
            e = r - mean - b[u] - c[i] - sum(x * y for x, y in zip(p, q, strict=True))
            b[u] += rate * (e - reg * b[u])
            c[i] += rate * (e - reg * c[i])
            P[u] = [x + rate * (e * y - reg * x) for x, y in zip(p, q, strict=True)]
            Q[i] = [y + rate * (e * x - reg * y) for x, y in zip(p, q, strict=True)]
            if not all(abs(x) <= LIMIT_ON_THE_WAY for x in [e, b[u], c[i], *P[u], *Q[i]]):
                return False
    return True


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 8:
        return False
    users, items, ratings, P, Q, rate, reg, epochs = arguments
    return (
        are_numbers(ratings)
        and 1 <= len(ratings) <= MAX_RATINGS
        and are_vectors(P)
        and are_vectors(Q)
        and len(P[0]) == len(Q[0])
        and are_indices(users, len(ratings), len(P))
        and are_indices(items, len(ratings), len(Q))
        and is_number(rate)
        and 0 < rate <= 1
        and is_number(reg)
        and 0 <= reg <= 1
        and type(epochs) is int
        and 0 <= epochs <= MAX_EPOCHS
        and epochs * len(ratings) <= MAX_STEPS
        and is_bounded(*arguments)
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
