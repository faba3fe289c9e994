"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import math
import sys


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


def are_weights(weights: dict, vocabulary: int, context: int, layers: int, width: int) -> bool:
    matrices = {"token.weight": (vocabulary, width), "position.weight": (context, width)}
    vectors = {"norm.weight": width, "norm.bias": width}
    for layer in range(layers):
        for name, rows, columns in (
            ("qkv", 3 * width, width),
            ("out", width, width),
            ("up", 4 * width, width),
            ("down", width, 4 * width),
        ):
            matrices[f"blocks.{layer}.{name}.weight"] = (rows, columns)
            vectors[f"blocks.{layer}.{name}.bias"] = rows
        for name in ("norm1", "norm2"):
            vectors[f"blocks.{layer}.{name}.weight"] = width
            vectors[f"blocks.{layer}.{name}.bias"] = width
    return (
        sorted(weights) == sorted([*matrices, *vectors])
        and all(is_matrix(weights[name], *shape) for name, shape in matrices.items())
        and all(is_vector(weights[name], length) for name, length in vectors.items())
    )


def are_tokens(tokens: object, vocabulary: int, context: int) -> bool:
    return (
        isinstance(tokens, list)
        and 1 <= len(tokens) <= 32
        and 1 <= len(tokens[0]) <= context
        and all(len(row) == len(tokens[0]) for row in tokens)
        and all(type(token) is int and 0 <= token < vocabulary for row in tokens for token in row)
    )


def is_call(operation: list, vocabulary: int, context: int) -> bool:
    match operation:
        case ["forward", [tokens]]:
            return are_tokens(tokens, vocabulary, context)
        case ["loss", [tokens, padding]]:
            return (
                are_tokens(tokens, vocabulary, context)
                and (padding is None or (type(padding) is int and 0 <= padding < vocabulary))
                and any(token != padding for row in tokens for token in row[1:])
            )
    return False


def is_valid(operations: object) -> bool:
    if not isinstance(operations, list) or not 3 <= len(operations) <= 12:
        return False
    (name, (vocabulary, context, layers, heads, width)), (load, (weights,)), *calls = operations
    return (
        (name, load) == ("GPT", "load_state_dict")
        and 2 <= vocabulary <= 500
        and 1 <= context <= 64
        and 1 <= layers <= 6
        and 1 <= heads
        and 2 <= width <= 32
        and width % heads == 0
        and are_weights(weights, vocabulary, context, layers, width)
        and all(is_call(call, vocabulary, context) for call in calls)
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
