"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import re
import sys

MAX_CAPACITY = 10_000
MAX_CALLS = 20_000
MAX_RETURNED = 50_000
MAX_VALUE = 10**9
PARAMETERS = {"get": 2, "put": 2, "peek": 2, "remove": 1, "stats": 0, "keys": 0}


def is_key(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch("[A-Za-z0-9-]{1,10}", value) is not None


def is_call(method: object, arguments: object) -> bool:
    return (
        isinstance(method, str)
        and isinstance(arguments, list)
        and len(arguments) == PARAMETERS.get(method)
        and all(map(is_key, arguments[:1]))
        and all(type(value) is int and -MAX_VALUE <= value <= MAX_VALUE for value in arguments[1:])
    )


def is_valid(operations: object) -> bool:
    if not isinstance(operations, list) or not 1 <= len(operations) <= MAX_CALLS + 1:
        return False
    if not all(isinstance(each, list) and len(each) == 2 for each in operations):
        return False
    (name, arguments), *calls = operations
    return (
        name == "LRUCache"
        and len(arguments) == 1
        and type(arguments[0]) is int
        and 1 <= arguments[0] <= MAX_CAPACITY
        and all(is_call(*call) for call in calls)
        and returned(arguments[0], calls) <= MAX_RETURNED
    )


def returned(capacity: int, calls: list[tuple[str, list]]) -> int:
    """How many keys the calls of `keys` return at most."""
    names: set[str] = set()
    total = 0
    for method, arguments in calls:
        if method == "put":
            names.add(arguments[0])
        elif method == "keys":
            total += min(capacity, len(names))
    return total


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
