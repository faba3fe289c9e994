"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import math
import sys

MAX_NUMBERS = 50_000
LIMIT = 1e6


def is_row(value: object) -> bool:
    return isinstance(value, list) and all(
        type(x) is float and math.isfinite(x) and abs(x) <= LIMIT for x in value
    )


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 4:
        return False
    logits, targets, ignore_index, smoothing = arguments
    if not isinstance(logits, list) or not logits or not all(is_row(row) for row in logits):
        return False
    classes = len(logits[0])
    return (
        classes >= 1
        and all(len(row) == classes for row in logits)
        and len(logits) * classes <= MAX_NUMBERS
        and type(ignore_index) is int
        and -1000 <= ignore_index <= 100_000
        and isinstance(targets, list)
        and len(targets) == len(logits)
        and all(type(label) is int for label in targets)
        and all(0 <= label < classes or label == ignore_index for label in targets)
        and type(smoothing) is float
        and 0 <= smoothing < 1
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
