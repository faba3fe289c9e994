"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import re
import sys
from itertools import pairwise

MAX_CALLS = 25_000
MAX_TIME = 10**12
MAX_LIMIT = 10**5
MAX_OTHER = 10**6
PARAMETERS = {"allow": 3, "retry_after": 3, "tokens": 2}


def is_integer(value: object, low: int, high: int) -> bool:
    return type(value) is int and low <= value <= high


def is_valid(operations: object) -> bool:
    if not isinstance(operations, list) or not 1 <= len(operations) <= MAX_CALLS + 1:
        return False
    if not all(isinstance(each, list) and len(each) == 2 for each in operations):
        return False
    (name, numbers), *calls = operations
    return (
        name == "RateLimiter"
        and len(numbers) == 4
        and is_integer(numbers[0], 1, MAX_LIMIT)
        and all(is_integer(number, 1, MAX_OTHER) for number in numbers[1:])
        and all(is_call(*call) for call in calls)
        and all(earlier[1][1] <= later[1][1] for earlier, later in pairwise(calls))
    )


def is_call(method: object, arguments: object) -> bool:
    return (
        isinstance(method, str)
        and isinstance(arguments, list)
        and len(arguments) == PARAMETERS.get(method)
        and isinstance(arguments[0], str)
        and re.fullmatch("[A-Za-z0-9]{1,12}", arguments[0]) is not None
        and is_integer(arguments[1], 0, MAX_TIME)
        and all(is_integer(cost, 1, MAX_OTHER) for cost in arguments[2:])
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
