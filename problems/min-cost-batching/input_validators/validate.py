"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import sys

MAX_REQUESTS = 1000
MAX_OVERHEAD = 10**6
MAX_SIZE = 10**6
MAX_TOKENS = 10**9


def is_integer(value: object, low: int, high: int) -> bool:
    return type(value) is int and low <= value <= high


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 4:
        return False
    lengths, overhead, max_size, max_tokens = arguments
    return (
        is_integer(overhead, 0, MAX_OVERHEAD)
        and is_integer(max_size, 1, MAX_SIZE)
        and is_integer(max_tokens, 1, MAX_TOKENS)
        and isinstance(lengths, list)
        and len(lengths) <= MAX_REQUESTS
        and all(is_integer(length, 1, max_tokens) for length in lengths)
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
