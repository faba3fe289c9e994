"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import math
import sys

LIMIT = 100.0


def is_number(value: object) -> bool:
    return isinstance(value, float) and math.isfinite(value) and abs(value) <= LIMIT


def is_vector(value: object, length: int) -> bool:
    return isinstance(value, list) and len(value) == length and all(map(is_number, value))


def is_matrix(value: object, rows: int, columns: int) -> bool:
    return (
        isinstance(value, list)
        and len(value) == rows
        and all(is_vector(row, columns) for row in value)
    )


def are_labels(value: object, rows: int, classes: int) -> bool:
    return (
        isinstance(value, list)
        and len(value) == rows
        and all(type(label) is int and 0 <= label < classes for label in value)
    )


def are_weights(weights: dict, d: int, hidden: int, classes: int) -> bool:
    vectors = ["0.bias", "1.weight", "1.bias", "1.running_mean", "1.running_var"]
    return (
        sorted(weights) == sorted([*vectors, "0.weight", "3.weight", "3.bias"])
        and all(is_vector(weights[name], hidden) for name in vectors)
        and min(weights["1.running_var"]) > 0
        and is_matrix(weights["0.weight"], hidden, d)
        and is_matrix(weights["3.weight"], classes, hidden)
        and is_vector(weights["3.bias"], classes)
    )


def is_order(order: object, n: int) -> bool:
    return (
        isinstance(order, list)
        and 1 <= len(order) <= 200
        and all(sorted(row) == list(range(n)) for row in order)
    )


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 11:
        return False
    weights, rows, labels, rows_val, labels_val, order, batch, rate, momentum, decay, norm = (
        arguments
    )
    d, hidden, classes = len(rows[0]), len(weights["0.weight"]), len(weights["3.weight"])
    n = len(rows)
    return (
        1 <= d <= 32
        and 1 <= hidden <= 64
        and 2 <= classes <= 10
        and are_weights(weights, d, hidden, classes)
        and 2 <= n <= 100
        and is_matrix(rows, n, d)
        and are_labels(labels, n, classes)
        and 1 <= len(rows_val) <= 5000
        and is_matrix(rows_val, len(rows_val), d)
        and are_labels(labels_val, len(rows_val), classes)
        and is_order(order, n)
        and type(batch) is int
        and 2 <= batch <= 100
        and n % batch != 1
        and all(isinstance(value, float) for value in (rate, momentum, decay, norm))
        and 0 < rate <= 1
        and 0 <= momentum < 1
        and 0 < decay <= 1
        and 0 < norm <= 1000
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
