"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import math
import sys

import numpy as np

MAX_PAIRS = 100_000
MAX_NUMBERS = 30_000
LIMIT = 1000
SCORE_LIMIT = 1e5


def shape_of(value: object, kind: type) -> tuple[int, ...] | None:
    """The shape of nested lists of bools, or of finite floats within the limit, or None."""
    if type(value) is kind:
        return () if kind is bool or (math.isfinite(value) and abs(value) <= LIMIT) else None
    if not isinstance(value, list) or not value:
        return None
    shapes = {shape_of(item, kind) for item in value}
    if len(shapes) != 1 or None in shapes:
        return None
    return (len(value), *shapes.pop())


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 5:
        return False
    Q, K, V, causal, key_mask = arguments
    shapes = [shape_of(array, float) for array in (Q, K, V)]
    if any(shape is None or len(shape) != 3 for shape in shapes) or type(causal) is not bool:
        return False
    (B, T, d), (_, S, _), (_, _, e) = shapes
    return (
        shapes == [(B, T, d), (B, S, d), (B, S, e)]
        and shape_of(key_mask, bool) == (B, S)
        and (T <= S or not causal)
        and B * T * S <= MAX_PAIRS
        and all(math.prod(shape) <= MAX_NUMBERS for shape in shapes)
        and bool(np.abs(np.array(Q) @ np.array(K).swapaxes(1, 2)).max() <= SCORE_LIMIT * d**0.5)
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
