"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import math
import sys

MAX_NUMBERS = 200_000
MAX_EPOCHS = 500
MAX_WORK = 10_000_000
MAX_CALLS = 20
LIMIT = 1e4


def is_number(value: object) -> bool:
    return type(value) in (int, float) and math.isfinite(value) and abs(value) <= LIMIT


def is_matrix(rows: object) -> bool:
    return (
        isinstance(rows, list)
        and len(rows) >= 1
        and all(isinstance(row, list) and len(row) == len(rows[0]) for row in rows)
        and 1 <= len(rows[0])
        and len(rows) * len(rows[0]) <= MAX_NUMBERS
        and all(is_number(number) for row in rows for number in row)
    )


def is_constructor(operation: list) -> bool:
    name, (learning_rate, epochs) = operation
    return (
        name == "LinearRegressionGD"
        and type(learning_rate) is float
        and 0 < learning_rate <= 1
        and type(epochs) is int
        and 0 <= epochs <= MAX_EPOCHS
    )


def are_calls(operations: list, epochs: int) -> bool:
    features = 0
    work = 0
    for name, arguments in operations:
        if not is_matrix(arguments[0]):
            return False
        rows, columns = len(arguments[0]), len(arguments[0][0])
        if name == "fit" and len(arguments) == 2:
            features = columns
            work += epochs * rows * columns
            if len(arguments[1]) != rows or not all(map(is_number, arguments[1])):
                return False
        elif name != "predict" or len(arguments) != 1 or columns != features:
            return False
    return work <= MAX_WORK


def is_valid(operations: object) -> bool:
    return (
        isinstance(operations, list)
        and 1 <= len(operations) <= MAX_CALLS + 1
        and is_constructor(operations[0])
        and are_calls(operations[1:], operations[0][1][1])
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
