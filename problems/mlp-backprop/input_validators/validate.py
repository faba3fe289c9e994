"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import math
import sys

import numpy as np

MAX_LAYERS = 6
MAX_EXAMPLES = 500
MAX_WIDTH = 128
LIMIT = 1000
LOGIT_LIMIT = 1e5
CLEAR = 1e-6


def is_vector(value: object) -> bool:
    return (
        isinstance(value, list)
        and 1 <= len(value) <= MAX_WIDTH
        and all(type(x) is float and math.isfinite(x) and abs(x) <= LIMIT for x in value)
    )


def is_matrix(value: object) -> bool:
    return (
        isinstance(value, list)
        and 1 <= len(value) <= MAX_EXAMPLES
        and all(is_vector(row) and len(row) == len(value[0]) for row in value)
    )


def fits(X: list, y: list, weights: list, biases: list) -> bool:
    width = len(X[0])
    for weight, bias in zip(weights, biases, strict=True):
        if not (is_matrix(weight) and is_vector(bias)):
            return False
        if len(weight) != width or len(weight[0]) != len(bias):
            return False
        width = len(bias)
    return (
        width >= 2
        and isinstance(y, list)
        and len(y) == len(X)
        and all(type(label) is int and 0 <= label < width for label in y)
    )


def is_clear(X: list, weights: list, biases: list) -> bool:
    activation = np.array(X)
    for index, (weight, bias) in enumerate(zip(weights, biases, strict=True)):
        terms = [activation, np.array(weight), np.array(bias)]
        z = activation @ terms[1] + terms[2]
        if index == len(weights) - 1:
            return bool(np.abs(z).max() <= LOGIT_LIMIT)
        if np.any((z != 0) & (np.abs(z) < CLEAR)):
            return False
        if np.any(z == 0) and not all(np.all(term == np.rint(term)) for term in terms):
            return False
        activation = np.maximum(z, 0)
    return False


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 4:
        return False
    X, y, weights, biases = arguments
    return (
        is_matrix(X)
        and isinstance(weights, list)
        and isinstance(biases, list)
        and 1 <= len(weights) == len(biases) <= MAX_LAYERS
        and fits(X, y, weights, biases)
        and is_clear(X, weights, biases)
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
