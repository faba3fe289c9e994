"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import sys

MAX_ITEMS = 100_000
MAX_LENGTH = 20
MAX_K = 10**9


def is_item(value: object) -> bool:
    return (
        isinstance(value, str)
        and len(value) <= MAX_LENGTH
        and all(" " <= character <= "~" for character in value)
    )


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 2:
        return False
    items, k = arguments
    return (
        isinstance(items, list)
        and len(items) <= MAX_ITEMS
        and all(map(is_item, items))
        and type(k) is int
        and 0 <= k <= MAX_K
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
