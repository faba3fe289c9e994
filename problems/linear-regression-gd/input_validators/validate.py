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


def is_operation(value: object) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 2
        and isinstance(value[1], list)
        and len(value[1]) == {"LinearRegressionGD": 2, "fit": 2, "predict": 1}.get(str(value[0]))
    )


def is_constructor(operation: list) -> bool:
    name, arguments = operation
    return (
        name == "LinearRegressionGD"
        and type(arguments[0]) is float
        and 0 < arguments[0] <= 1
        and type(arguments[1]) is int
        and 0 <= arguments[1] <= MAX_EPOCHS
    )


def are_calls(operations: list, epochs: int) -> bool:
    features = 0
    work = 0
    for name, (X, *targets) in operations:
        if not is_matrix(X):
            return False
        if name == "fit":
            features = len(X[0])
            work += epochs * len(X) * features
            y = targets[0]
            if not isinstance(y, list) or len(y) != len(X) or not all(map(is_number, y)):
                return False
        elif name != "predict" or len(X[0]) != features:
            return False
    return work <= MAX_WORK


def is_valid(operations: object) -> bool:
    return (
        isinstance(operations, list)
        and 1 <= len(operations) <= MAX_CALLS + 1
        and all(map(is_operation, operations))
        and is_constructor(operations[0])
        and are_calls(operations[1:], operations[0][1][1])
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
