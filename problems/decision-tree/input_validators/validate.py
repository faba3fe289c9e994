"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import sys

MAX_CALLS = 20
MAX_FITS = 5
MAX_ROWS = 200
MAX_FEATURES = 6
LIMIT = 1000
MAX_LABEL = 10**6


def is_table(rows: object, most: int, d: int | None = None) -> bool:
    return (
        isinstance(rows, list)
        and 1 <= len(rows) <= most
        and all(isinstance(row, list) and len(row) == (d or len(rows[0])) for row in rows)
        and 1 <= len(rows[0]) <= MAX_FEATURES
        and all(is_value(cell) for row in rows for cell in row)
    )


def is_value(cell: object) -> bool:
    return type(cell) in (int, float) and abs(cell) <= LIMIT and (8 * cell) % 1 == 0


def has_valid_form(operations: object) -> bool:
    if not isinstance(operations, list) or not 2 <= len(operations) <= MAX_CALLS + 1:
        return False
    name, arguments = operations[0]
    if name != "DecisionTree" or len(arguments) != 2:
        return False
    if not all(type(number) is int for number in arguments):
        return False
    max_depth, min_leaf = arguments
    if not (0 <= max_depth <= 20 and 1 <= min_leaf <= MAX_ROWS) or operations[1][0] != "fit":
        return False
    d = 0
    fits = 0
    for name, arguments in operations[1:]:
        if name == "fit":
            rows, labels = arguments
            fits += 1
            if not is_table(rows, MAX_ROWS) or len(labels) != len(rows):
                return False
            if not all(type(label) is int and abs(label) <= MAX_LABEL for label in labels):
                return False
            d = len(rows[0])
        elif name == "predict":
            if len(arguments) != 1 or not is_table(arguments[0], 1000, d):
                return False
        elif name not in ("depth", "leaves") or arguments:
            return False
    return fits <= MAX_FITS


if __name__ == "__main__":
    sys.exit(42 if has_valid_form(json.load(sys.stdin)) else 43)
