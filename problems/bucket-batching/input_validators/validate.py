"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import sys

MAX_SEQUENCES = 20_000
MAX_INTEGER = 10**6


def is_size(value: object) -> bool:
    return type(value) is int and 1 <= value <= MAX_INTEGER


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 3:
        return False
    lengths, batch_size, max_length = arguments
    return (
        isinstance(lengths, list)
        and len(lengths) <= MAX_SEQUENCES
        and all(map(is_size, lengths))
        and is_size(batch_size)
        and is_size(max_length)
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
