"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import math
import sys

MAX_RANKS = 64
MAX_STEPS = 500
MAX_WORK = 60_000
MAX_VALUE = 1000


def is_number(value: object, low: float, high: float) -> bool:
    return type(value) in (int, float) and math.isfinite(value) and low <= value <= high


def is_vector(values: object, n: int) -> bool:
    return (
        isinstance(values, list)
        and len(values) == n
        and all(is_number(value, -MAX_VALUE, MAX_VALUE) for value in values)
    )


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 8:
        return False
    params, gradients, rate, beta1, beta2, epsilon, decay, max_norm = arguments
    if not isinstance(params, list) or not params or not is_vector(params, len(params)):
        return False
    if not isinstance(gradients, list) or not 1 <= len(gradients) <= MAX_STEPS:
        return False
    if not all(isinstance(step, list) for step in gradients):
        return False
    n, ranks = len(params), len(gradients[0])
    if not 1 <= ranks <= MAX_RANKS or len(gradients) * ranks * n > MAX_WORK:
        return False
    for step in gradients:
        if len(step) != ranks or not all(is_vector(gradient, n) for gradient in step):
            return False
        if any(64 * value % 1 for gradient in step for value in gradient):
            return False
    return (
        is_number(rate, 0, 1)
        and all(is_number(beta, 0, 1) and beta < 1 for beta in (beta1, beta2))
        and is_number(epsilon, 1e-8, 1)
        and is_number(decay, 0, 1)
        and is_number(max_norm, 0.001, 10**6)
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
