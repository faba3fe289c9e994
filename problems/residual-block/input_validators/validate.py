"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import math
import sys


def is_vector(value: object, length: int) -> bool:
    return (
        isinstance(value, list)
        and len(value) == length
        and all(isinstance(x, float) and math.isfinite(x) and abs(x) <= 200 for x in value)
    )


def is_matrix(value: object, rows: int, columns: int) -> bool:
    return (
        isinstance(value, list)
        and len(value) == rows
        and all(is_vector(row, columns) for row in value)
    )


def are_weights(weights: dict, blocks: int, width: int, hidden: int, first: bool) -> bool:
    left = dict(weights)
    for block in range(blocks):
        up, down = f"blocks.{block}.up", f"blocks.{block}.down"
        vectors = [f"blocks.{block}.norm.weight", f"blocks.{block}.norm.bias", f"{down}.bias"]
        if not (
            all(is_vector(left.pop(name, None), width) for name in vectors)
            and is_matrix(left.pop(f"{up}.weight", None), hidden, width)
            and is_vector(left.pop(f"{up}.bias", None), hidden)
            and is_matrix(left.pop(f"{down}.weight", None), width, hidden)
        ):
            return False
    finals = ["final.weight", "final.bias"] if first else []
    return all(is_vector(left.pop(name, None), width) for name in finals) and not left


def is_batch(x: object, width: int) -> bool:
    return (
        isinstance(x, list)
        and 1 <= len(x) <= 16
        and 1 <= len(x[0]) <= 32
        and all(is_matrix(row, len(x[0]), width) for row in x)
    )


def is_call(operation: list, width: int) -> bool:
    match operation:
        case ["forward", [x]]:
            return is_batch(x, width)
        case ["input_gradient", [x, upstream]]:
            same = len(x) == len(upstream) and len(x[0]) == len(upstream[0])
            return is_batch(x, width) and is_batch(upstream, width) and same
    return False


def is_valid(operations: object) -> bool:
    if not isinstance(operations, list) or not 3 <= len(operations) <= 10:
        return False
    (name, (blocks, width, hidden, first)), (load, (weights,)), *calls = operations
    return (
        (name, load) == ("ResidualStack", "load_state_dict")
        and 1 <= blocks <= 12
        and 2 <= width <= 64
        and 1 <= hidden <= 128
        and type(first) is bool
        and are_weights(weights, blocks, width, hidden, first)
        and all(is_call(call, width) for call in calls)
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
