"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import math
import sys

MAX_ROWS = 1_000
MAX_FACTORS = 32
MAX_TRIPLES = 20_000
MAX_ENTRY = 100
MAX_REGULARISATION = 10


def is_number(value: object, least: float, most: float) -> bool:
    return (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and math.isfinite(value)
        and least <= value <= most
    )


def are_numbers(values: object) -> bool:
    return isinstance(values, list) and all(is_number(v, -MAX_ENTRY, MAX_ENTRY) for v in values)


def are_vectors(rows: object, least: int) -> bool:
    return (
        isinstance(rows, list)
        and least <= len(rows) <= MAX_ROWS
        and all(are_numbers(row) and len(row) == len(rows[0]) for row in rows)
        and 1 <= len(rows[0]) <= MAX_FACTORS
    )


def is_triple(row: object, a: int, b: int) -> bool:
    if not isinstance(row, list) or len(row) != 3 or any(type(index) is not int for index in row):
        return False
    u, i, j = row
    return 0 <= u < a and 0 <= i < b and 0 <= j < b and i != j


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 5:
        return False
    P, Q, bias, triples, regularisation = arguments
    return (
        are_vectors(P, 1)
        and are_vectors(Q, 2)
        and len(P[0]) == len(Q[0])
        and are_numbers(bias)
        and len(bias) == len(Q)
        and isinstance(triples, list)
        and 1 <= len(triples) <= MAX_TRIPLES
        and all(is_triple(row, len(P), len(Q)) for row in triples)
        and is_number(regularisation, 0, MAX_REGULARISATION)
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
