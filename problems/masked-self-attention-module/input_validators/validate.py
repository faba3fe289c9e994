"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import math
import sys


def is_vector(value: object, length: int) -> bool:
    return (
        isinstance(value, list)
        and len(value) == length
        and all(isinstance(x, float) and math.isfinite(x) and abs(x) <= 100 for x in value)
    )


def is_matrix(value: object, rows: int, columns: int) -> bool:
    return (
        isinstance(value, list)
        and len(value) == rows
        and all(is_vector(row, columns) for row in value)
    )


def is_mask(mask: object, batch: int, length: int) -> bool:
    return mask is None or (
        isinstance(mask, list)
        and len(mask) == batch
        and all(len(row) == length and any(row) for row in mask)
        and all(type(entry) is bool for row in mask for entry in row)
    )


def is_forward(operation: list, width: int) -> bool:
    name, (rows, mask) = operation
    batch, length = len(rows), len(rows[0])
    return (
        name == "forward"
        and 1 <= batch <= 64
        and 1 <= length <= 128
        and all(is_matrix(row, length, width) for row in rows)
        and is_mask(mask, batch, length)
    )


def is_valid(operations: object) -> bool:
    if not isinstance(operations, list) or not 3 <= len(operations) <= 10:
        return False
    (name, (width, heads, causal)), (load, (weights,)), *calls = operations
    return (
        (name, load) == ("MaskedSelfAttention", "load_state_dict")
        and 1 <= heads <= width <= 64
        and width % heads == 0
        and type(causal) is bool
        and sorted(weights) == ["out.bias", "out.weight", "qkv.bias", "qkv.weight"]
        and is_matrix(weights["qkv.weight"], 3 * width, width)
        and is_vector(weights["qkv.bias"], 3 * width)
        and is_matrix(weights["out.weight"], width, width)
        and is_vector(weights["out.bias"], width)
        and all(is_forward(call, width) for call in calls)
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
