"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import sys

MAX_ROWS = 300
MAX_COLUMNS = 12
LIMIT = 1000
STRATEGIES = {"mean", "median", "mode", "knn"}
MISSING = {"$float": "nan"}


def is_cell(value: object) -> bool:
    if value == MISSING:
        return True
    return isinstance(value, int | float) and abs(value) <= LIMIT and (4 * value) % 1 == 0


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 3:
        return False
    rows, strategies, k = arguments
    return (
        isinstance(strategies, list)
        and 1 <= len(strategies) <= MAX_COLUMNS
        and all(strategy in STRATEGIES for strategy in strategies)
        and isinstance(rows, list)
        and 1 <= len(rows) <= MAX_ROWS
        and all(isinstance(row, list) and len(row) == len(strategies) for row in rows)
        and all(is_cell(cell) for row in rows for cell in row)
        and type(k) is int
        and 1 <= k <= MAX_ROWS
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
