"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import math
import sys

MAX_NUMBERS = 40_000
MAX_WIDTH = 256
MAX_POSITION = 100_000
LIMIT = 10


def shape_of(value: object, kind: type, limit: float) -> tuple[int, ...] | None:
    """The shape of nested lists of finite numbers within the limit, or None."""
    if type(value) is kind:
        return () if math.isfinite(value) and abs(value) <= limit else None
    if not isinstance(value, list) or not value:
        return None
    shapes = {shape_of(item, kind, limit) for item in value}
    if len(shapes) != 1 or None in shapes:
        return None
    return (len(value), *shapes.pop())


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 5:
        return False
    x, positions, base, rotary_dim, interleaved = arguments
    shape = shape_of(x, float, LIMIT)
    return (
        shape is not None
        and len(shape) == 4
        and math.prod(shape) <= MAX_NUMBERS
        and shape[3] <= MAX_WIDTH
        and shape_of(positions, int, MAX_POSITION) == shape[:2]
        and type(base) is float
        and 1 <= base <= 1e7
        and type(rotary_dim) is int
        and 2 <= rotary_dim <= shape[3]
        and rotary_dim % 2 == 0
        and type(interleaved) is bool
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
