"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import math
import sys

MAX_ROWS = 2000
MAX_CELLS = 20_000
MAX_COLUMNS = 20
MAX_LENGTH = 12
MAX_CATEGORIES = 40
LIMIT = 1e6


def is_cell(value: object, kind: str) -> bool:
    if value is None:
        return True
    if kind == "numeric":
        return type(value) in (int, float) and math.isfinite(value) and abs(value) <= LIMIT
    return is_text(value, 0)


def is_text(value: object, least: int) -> bool:
    return (
        isinstance(value, str)
        and least <= len(value) <= MAX_LENGTH
        and all(" " <= character <= "~" for character in value)
    )


def is_table(rows: object, kinds: list[str], least: int) -> bool:
    return (
        isinstance(rows, list)
        and least <= len(rows) <= MAX_ROWS
        and len(rows) * len(kinds) <= MAX_CELLS
        and all(isinstance(row, list) and len(row) == len(kinds) for row in rows)
        and all(is_cell(cell, kind) for row in rows for cell, kind in zip(row, kinds))
    )


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 4:
        return False
    train, test, columns, min_count = arguments
    if not isinstance(columns, list) or not 1 <= len(columns) <= MAX_COLUMNS:
        return False
    for column in columns:
        if not isinstance(column, list) or len(column) != 2 or not is_text(column[0], 1):
            return False
    names = [name for name, _ in columns]
    kinds = [kind for _, kind in columns]
    return (
        len(set(names)) == len(names)
        and set(kinds) <= {"numeric", "categorical"}
        and is_table(train, kinds, 1)
        and is_table(test, kinds, 0)
        and all(
            len({row[j] for row in train}) <= MAX_CATEGORIES
            for j, kind in enumerate(kinds)
            if kind == "categorical"
        )
        and type(min_count) is int
        and 1 <= min_count <= MAX_ROWS
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
