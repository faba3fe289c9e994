"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import sys

MAX_STAGES = 32
MAX_MICRO_BATCHES = 500
MAX_WORK = 3000
MAX_DURATION = 100


def are_durations(values: object) -> bool:
    return (
        isinstance(values, list)
        and 1 <= len(values) <= MAX_STAGES
        and all(type(value) is int and 1 <= value <= MAX_DURATION for value in values)
    )


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 3:
        return False
    forward, backward, micro_batches = arguments
    return (
        are_durations(forward)
        and are_durations(backward)
        and len(forward) == len(backward)
        and type(micro_batches) is int
        and 1 <= micro_batches <= MAX_MICRO_BATCHES
        and len(forward) * micro_batches <= MAX_WORK
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
