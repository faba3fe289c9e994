"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import sys

MAX_EXAMPLES = 20_000
MAX_CLASSES = 100
MAX_NUMBERS = 100_000
LIMIT = 1e6
SMALLEST_SUM = 1e-6


def is_forecast(row: object, n_classes: int) -> bool:
    return (
        isinstance(row, list)
        and len(row) == n_classes
        and all(isinstance(value, float) and 0 <= value <= LIMIT for value in row)
        and sum(row) >= SMALLEST_SUM
    )


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 4:
        return False
    y_true, forecasts, weights, eps = arguments
    if not all(isinstance(values, list) for values in (y_true, forecasts, weights)):
        return False
    if not 1 <= len(y_true) == len(forecasts) == len(weights) <= MAX_EXAMPLES:
        return False
    n_classes = len(forecasts[0])
    return (
        1 <= n_classes <= MAX_CLASSES
        and n_classes * len(y_true) <= MAX_NUMBERS
        and all(is_forecast(row, n_classes) for row in forecasts)
        and all(type(value) is int and 0 <= value < n_classes for value in y_true)
        and all(type(value) is int and 0 <= value <= LIMIT for value in weights)
        and sum(weights) > 0
        and isinstance(eps, float)
        and 1e-15 <= eps <= 0.1
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
