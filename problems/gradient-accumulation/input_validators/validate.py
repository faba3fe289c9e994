"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import math
import sys

IGNORED = -100
MAX_LOGITS = 40_000_000


def is_vector(value: object, length: int) -> bool:
    return (
        isinstance(value, list)
        and len(value) == length
        and all(isinstance(x, float) and math.isfinite(x) and abs(x) <= 10 for x in value)
    )


def is_matrix(value: object, rows: int, columns: int) -> bool:
    return (
        isinstance(value, list)
        and len(value) == rows
        and all(is_vector(row, columns) for row in value)
    )


def are_tokens(value: object, n: int, length: int, allowed: set[int]) -> bool:
    return (
        isinstance(value, list)
        and len(value) == n
        and all(isinstance(row, list) and len(row) == length for row in value)
        and all(type(token) is int and token in allowed for row in value for token in row)
    )


def are_weights(weights: dict, vocabulary: int, width: int, hidden: int) -> bool:
    names = ["embedding.weight", "head.bias", "head.weight", "up.bias", "up.weight"]
    return (
        sorted(weights) == names
        and is_matrix(weights["embedding.weight"], vocabulary, width)
        and is_matrix(weights["up.weight"], hidden, width)
        and is_vector(weights["up.bias"], hidden)
        and is_matrix(weights["head.weight"], vocabulary, hidden)
        and is_vector(weights["head.bias"], vocabulary)
    )


def every_batch_counts(targets: list[list[int]], batch: int) -> bool:
    batches = [targets[start : start + batch] for start in range(0, len(targets), batch)]
    return all(any(token != IGNORED for row in rows for token in row) for rows in batches)


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 8:
        return False
    weights, inputs, targets, batch, micro, rate, momentum, norm = arguments
    vocabulary, width = len(weights["embedding.weight"]), len(weights["embedding.weight"][0])
    n, length = len(inputs), len(inputs[0])
    tokens = set(range(vocabulary))
    return (
        2 <= vocabulary <= 2000
        and 1 <= width <= 16
        and 1 <= len(weights["up.bias"]) <= 16
        and are_weights(weights, vocabulary, width, len(weights["up.bias"]))
        and 1 <= n <= 512
        and 1 <= length <= 32
        and n * length * vocabulary <= MAX_LOGITS
        and are_tokens(inputs, n, length, tokens)
        and are_tokens(targets, n, length, tokens | {IGNORED})
        and type(batch) is int
        and 1 <= batch <= 512
        and every_batch_counts(targets, batch)
        and type(micro) is int
        and 1 <= micro <= 512
        and all(isinstance(value, float) for value in (rate, momentum, norm))
        and 0 < rate <= 1
        and 0 <= momentum < 1
        and 0 < norm <= 1000
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
