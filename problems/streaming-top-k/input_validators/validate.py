"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import re
import sys

MAX_K = 10_000
MAX_CALLS = 20_000
MAX_RETURNED = 50_000
MAX_SCORE = 10**9


def is_call(method: object, arguments: list[object]) -> bool:
    if method == "add":
        return (
            len(arguments) == 2
            and isinstance(arguments[0], str)
            and re.fullmatch("[A-Za-z0-9-]{1,10}", arguments[0]) is not None
            and type(arguments[1]) is int
            and -MAX_SCORE <= arguments[1] <= MAX_SCORE
        )
    return method in ("top", "threshold") and arguments == []


def is_valid(operations: object) -> bool:
    if not isinstance(operations, list) or not 1 <= len(operations) <= MAX_CALLS + 1:
        return False
    if not all(isinstance(each, list) and len(each) == 2 for each in operations):
        return False
    (name, arguments), *calls = operations
    return (
        name == "StreamingTopK"
        and len(arguments) == 1
        and type(arguments[0]) is int
        and 1 <= arguments[0] <= MAX_K
        and all(is_call(*call) for call in calls)
        and returned(arguments[0], calls) <= MAX_RETURNED
    )


def returned(k: int, calls: list[tuple[str, list]]) -> int:
    """How many entries the calls of `top` return: no more than k, no more than names so far."""
    names: set[str] = set()
    total = 0
    for method, arguments in calls:
        if method == "add":
            names.add(arguments[0])
        elif method == "top":
            total += min(k, len(names))
    return total


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
