"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import math
import sys

import numpy as np

MAX_WIDTH = 64
MAX_WEIGHTS = 50_000
MAX_NUMBERS = 20_000
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


def has_small_scores(x: list, context: list, params: dict, heads: int) -> bool:
    queries = np.array(x) @ np.array(params["Wq"]) + np.array(params["bq"])
    keys = np.array(context) @ np.array(params["Wk"]) + np.array(params["bk"])
    d = queries.shape[2] // heads
    columns = [slice(a * d, (a + 1) * d) for a in range(heads)]
    return all(
        np.abs(queries[..., own] @ keys[..., own].swapaxes(1, 2)).max() <= SCORE_LIMIT * d**0.5
        for own in columns
    )


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 5:
        return False
    x, context, params, heads, causal = arguments
    shapes = [shape_of(x), shape_of(context)]
    if any(shape is None or len(shape) != 3 for shape in shapes) or type(causal) is not bool:
        return False
    (B, T, D), (_, S, _) = shapes
    widths = {"W" + letter: (D, D) for letter in "qkvo"} | {"b" + letter: (D,) for letter in "qkvo"}
    return (
        shapes[1] == (B, S, D)
        and D <= MAX_WIDTH
        and all(math.prod(shape) <= MAX_NUMBERS for shape in shapes)
        and (T <= S or not causal)
        and isinstance(params, dict)
        and {name: shape_of(value) for name, value in params.items()} == widths
        and type(heads) is int
        and heads >= 1
        and D % heads == 0
        and B * heads * T * S <= MAX_WEIGHTS
        and has_small_scores(x, context, params, heads)
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
