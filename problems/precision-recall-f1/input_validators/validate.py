"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import sys

MAX_EXAMPLES = 100_000
MAX_CLASSES = 1000


def are_classes(values: object, n_classes: int) -> bool:
    return (
        isinstance(values, list)
        and 1 <= len(values) <= MAX_EXAMPLES
        and all(type(value) is int and 0 <= value < n_classes for value in values)
    )


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 4:
        return False
    y_true, y_pred, n_classes, background = arguments
    return (
        type(n_classes) is int
        and 1 <= n_classes <= MAX_CLASSES
        and type(background) is int
        and -1 <= background < n_classes
        and are_classes(y_true, n_classes)
        and are_classes(y_pred, n_classes)
        and len(y_true) == len(y_pred)
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
