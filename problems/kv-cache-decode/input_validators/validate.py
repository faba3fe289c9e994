"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import math
import sys

import numpy as np

MAX_WIDTH = 64
MAX_CALLS = 2000
MAX_POSITIONS = 2000
MAX_PAIRS = 500_000
LIMIT = 100
SCORE_LIMIT = 1e4


def shape_of(value: object) -> tuple[int, ...] | None:
    """The shape of nested lists of finite floats within the limit, or None."""
    if type(value) is float:
        return () if math.isfinite(value) and abs(value) <= LIMIT else None
    if not isinstance(value, list) or not value:
        return None
    shapes = {shape_of(item) for item in value}
    if len(shapes) != 1 or None in shapes:
        return None
    return (len(value), *shapes.pop())


def is_call(operation: object) -> bool:
    return isinstance(operation, list) and len(operation) == 2 and isinstance(operation[1], list)


def is_constructor(operation: list) -> bool:
    name, arguments = operation
    if name != "KVCacheDecoder" or len(arguments) != 6:
        return False
    *weights, heads, kv_heads = arguments
    if any(type(count) is not int or count < 1 for count in (heads, kv_heads)):
        return False
    D = len(weights[0]) if isinstance(weights[0], list) else 0
    narrow = D // heads * kv_heads
    return (
        1 <= D <= MAX_WIDTH
        and D % heads == 0
        and heads % kv_heads == 0
        and [shape_of(weight) for weight in weights] == [(D, D), (D, narrow), (D, narrow), (D, D)]
    )


def keeps_to_the_rules(operations: list, D: int) -> bool:
    length = appended = pairs = 0
    for name, arguments in operations:
        if name == "append":
            shape = shape_of(arguments[0]) if len(arguments) == 1 else None
            if shape is None or len(shape) != 2 or shape[1] != D:
                return False
            length += shape[0]
            appended += shape[0]
            pairs += shape[0] * length
        elif name == "rollback":
            if len(arguments) != 1 or type(arguments[0]) is not int:
                return False
            if not 0 <= arguments[0] <= length:
                return False
            length -= arguments[0]
        elif name != "length" or arguments:
            return False
    return appended <= MAX_POSITIONS and pairs <= MAX_PAIRS


def has_small_scores(operations: list) -> bool:
    Wq, Wk, _, _, heads, kv_heads = operations[0][1]
    rows = [row for name, arguments in operations if name == "append" for row in arguments[0]]
    if not rows:
        return True
    queries, keys = np.array(rows) @ np.array(Wq), np.array(rows) @ np.array(Wk)
    d = len(Wq) // heads
    for a in range(heads):
        g = a // (heads // kv_heads)
        scores = queries[:, a * d : (a + 1) * d] @ keys[:, g * d : (g + 1) * d].T
        if np.abs(scores).max() > SCORE_LIMIT * d**0.5:
            return False
    return True


def is_valid(operations: object) -> bool:
    return (
        isinstance(operations, list)
        and 2 <= len(operations) <= MAX_CALLS + 1
        and all(is_call(operation) for operation in operations)
        and is_constructor(operations[0])
        and keeps_to_the_rules(operations[1:], len(operations[0][1][0]))
        and has_small_scores(operations)
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
