"""Rectangular blocks of scalars: a number, an array, or nested lists of equal lengths."""

from collections.abc import Set
from dataclasses import dataclass
from itertools import chain

from judge.model.values import ITEM_FORMATS, Array, PlainValue

NUMBERS: frozenset[type] = frozenset({bool, int, float, complex})
_KINDS = {bool: "bool", int: "integer", float: "floating", complex: "complex"}


@dataclass(frozen=True)
class Block:
    """Scalars with a shape.

    Attributes:
        shape: nested lists have no axes below one of length 0: `[]` has shape (0,).
        flat: the scalars in C order.
        kind: `bool`, `integer`, `floating` or `complex`, that of the widest element; None if there
            are no elements or they are not numbers.
        dtype: of an array; None for lists and plain scalars.
    """

    shape: tuple[int, ...]
    flat: list[PlainValue]
    kind: str | None
    dtype: str | None = None


def block_of(value: PlainValue, leaves: Set[type] = NUMBERS) -> Block | None:
    """The value as a block of scalars of the types `leaves`, or None if it is none."""
    if isinstance(value, Array):
        if value.dtype not in ITEM_FORMATS:
            return block_of(value.nested(), leaves)
        elements = value.elements()
        if not set(map(type, elements)) <= leaves:
            return None
        return Block(value.shape, elements, value.kind, value.dtype)
    if not isinstance(value, list):
        return Block((), [value], _widest({type(value)})) if type(value) in leaves else None
    shape, level = [len(value)], value
    while True:
        kinds = set(map(type, level))
        if kinds <= leaves:
            return Block(tuple(shape), level, _widest(kinds))
        if kinds != {list}:
            return None
        # From here on every element is a list, which the type checker cannot see.
        lengths = set(map(len, level))  # type: ignore[arg-type]
        if len(lengths) != 1:
            return None
        shape.append(lengths.pop())
        level = list(chain.from_iterable(level))  # type: ignore[arg-type]


def _widest(kinds: set[type]) -> str | None:
    return next((_KINDS[kind] for kind in (complex, float, int, bool) if kind in kinds), None)


def same_shape(one: Block, other: Block) -> bool:
    """Whether the shapes are the same, as far as nested lists can tell."""
    if one.dtype is not None and other.dtype is not None:
        return one.shape == other.shape
    return _as_lists_show_it(one.shape) == _as_lists_show_it(other.shape)


def _as_lists_show_it(shape: tuple[int, ...]) -> tuple[int, ...]:
    return shape[: shape.index(0) + 1] if 0 in shape else shape


def unravel(index: int, shape: tuple[int, ...]) -> tuple[int, ...]:
    """The indices along each axis of the element at `index` of a block's flat data."""
    place: list[int] = []
    for size in reversed(shape):
        index, position = divmod(index, size)
        place.append(position)
    return tuple(reversed(place))
