"""Values that travel between a test file, a program and a checker.

Plain JSON, plus objects with one key that starts with `$` for what JSON has no word for:

    {"$float": "nan" | "inf" | "-inf"}
    {"$bytes": "<base64>"}
    {"$complex": [re, im]}
    {"$set": [element, ...]}
    {"$dict": [[key, value], ...]}          a dict with keys that are not strings
    {"$array": {"dtype": "float64", "shape": [2, 3], "data": "<base64>" | [flat list]}}

A list and a tuple are both a JSON array. Array data in base64 is little-endian, C order, and only
for the dtypes in `ITEM_FORMATS`; as a flat list it is in C order too, its elements numbers,
booleans, or the objects above. A list for a dtype in `ITEM_FORMATS` is packed when it is read, so
that two equal arrays are equal however they travelled.
"""

import base64
import json
import math
import struct
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Any, cast

MAX_DEPTH = 200
"""Lists, dicts and sets a value may have within one another; the agent refuses to encode deeper ones."""

MAX_DIMENSIONS = 32
"""Axes an array may have; numpy itself allows 64."""

MAX_EMPTY_EXTENT = 1_000_000
"""What the other sizes of an array without elements may multiply to.

Such an array needs no data, so only this keeps a shape of [10^12, 0] from becoming 10^12 lists.
"""

ITEM_FORMATS = {
    "bool": "?",
    "int8": "b",
    "int16": "h",
    "int32": "i",
    "int64": "q",
    "uint8": "B",
    "uint16": "H",
    "uint32": "I",
    "uint64": "Q",
    "float16": "e",
    "float32": "f",
    "float64": "d",
    "complex64": "ff",
    "complex128": "dd",
}
"""The dtypes whose elements are numbers of a known size, with their `struct` formats."""


class MalformedValue(ValueError):
    """Bytes are not a value in the documented encoding."""


@dataclass(frozen=True)
class Array:
    """An n-dimensional array as it travelled.

    Attributes:
        dtype: numpy's name of the element type, such as `float64`.
        data: raw little-endian bytes, or a flat list for a dtype without a place in `ITEM_FORMATS`;
            both in C order.
    """

    dtype: str
    shape: tuple[int, ...]
    data: "bytes | list[PlainValue]"

    @property
    def kind(self) -> str:
        """`bool`, `integer`, `floating`, `complex`, or the dtype itself if it is none of these."""
        if self.dtype not in ITEM_FORMATS or self.dtype == "bool":
            return self.dtype
        stem = self.dtype.rstrip("0123456789")
        return {"int": "integer", "uint": "integer", "float": "floating"}.get(stem, stem)

    def elements(self) -> "list[PlainValue]":
        """The elements as plain values, flat, in C order."""
        if isinstance(self.data, list):
            return self.data
        item = ITEM_FORMATS[self.dtype]
        parts = struct.unpack(f"<{math.prod(self.shape) * len(item)}{item[0]}", self.data)
        if len(item) == 1:
            return list(parts)
        return [complex(re, im) for re, im in zip(parts[::2], parts[1::2], strict=True)]

    def nested(self) -> "PlainValue":
        """The array as nested lists, as numpy's `tolist`; without axes, its one element."""
        values = self.elements()
        if not self.shape:
            return values[0]
        for axis in range(len(self.shape) - 1, 0, -1):
            size, count = self.shape[axis], math.prod(self.shape[:axis])
            values = [values[row * size : (row + 1) * size] for row in range(count)]
        return values


@dataclass(frozen=True)
class SetValue:
    """A set; its elements may be lists, so it is kept as a list in no particular order."""

    elements: "list[PlainValue]"


@dataclass(frozen=True)
class DictValue:
    """A dict with keys other than strings, as pairs in the order they travelled."""

    pairs: "list[tuple[PlainValue, PlainValue]]"


PlainValue = (
    None
    | bool
    | int
    | float
    | str
    | bytes
    | complex
    | Array
    | SetValue
    | DictValue
    | list["PlainValue"]
    | dict[str, "PlainValue"]
)


def decode(data: bytes) -> PlainValue:
    """Decode one value; every byte of it may be hostile.

    JSON's non-standard tokens NaN, Infinity and -Infinity are read as the floats they name, because
    Python's own encoder writes them and many packages hold them.

    Raises:
        MalformedValue: the bytes are not UTF-8, not JSON, nested deeper than `MAX_DEPTH`, hold an
            integer of more digits than Python converts, or use a `$` object in another way than
            documented.
    """
    hook = _tagged if b"$" in data or b"\\u0024" in data else None
    try:
        value = json.loads(data.decode("utf-8"), object_hook=hook)
    except MalformedValue:
        raise
    except (ValueError, RecursionError) as error:
        raise MalformedValue(f"not a value: {error}") from None
    # Almost every value is shown to be shallow by this count alone, at the speed of memchr.
    if data.count(b"[") + data.count(b"{") > MAX_DEPTH and _deeper_than(MAX_DEPTH, value):
        raise MalformedValue(f"not a value: nested deeper than {MAX_DEPTH} levels")
    return cast(PlainValue, value)


def _deeper_than(depth: int, value: Any) -> bool:
    """Whether containers in `value` nest deeper than `depth`; level by level, without recursion."""
    level = [value]
    for _ in range(depth):
        level = [
            member
            for container in level
            for member in _members(container)
            if type(member) not in _SCALARS
        ]
        if not level:
            return False
    return True


def _members(container: Any) -> "Iterable[Any]":
    match container:
        case list():
            return container
        case dict():
            return container.values()
        case SetValue():
            return container.elements
        case DictValue():
            return chain.from_iterable(container.pairs)
        case Array(data=list() as elements):
            return elements
        case _:
            return ()


_SCALARS = frozenset({type(None), bool, int, float, str, bytes, complex})


def _tagged(members: dict[str, Any]) -> PlainValue:
    """Turn a `$` object into the value it stands for; leave other objects as they are."""
    if len(members) != 1:
        return members
    ((tag, content),) = members.items()
    reader = _READERS.get(tag)
    if reader is None:
        return members
    try:
        return reader(content)
    except (ValueError, TypeError, KeyError, OverflowError, struct.error) as error:
        raise MalformedValue(f"bad {tag} object: {error}") from None


def _read_float(content: Any) -> float:
    return {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}[content]


def _read_bytes(content: Any) -> bytes:
    return base64.b64decode(content, validate=True)


def _read_complex(content: Any) -> complex:
    real, imaginary = _list(content)
    if not {type(real), type(imaginary)} <= {int, float}:
        raise ValueError("expected two numbers")
    return complex(real, imaginary)


def _read_set(content: Any) -> SetValue:
    return SetValue(_list(content))


def _read_dict(content: Any) -> DictValue:
    pairs = [_list(pair) for pair in _list(content)]
    return DictValue([(key, value) for key, value in pairs])


def _list(content: Any) -> list[Any]:
    if not isinstance(content, list):
        raise TypeError("expected a list")
    return content


def _read_array(content: Any) -> Array:
    """Read an array and check that its data has as many elements as its shape says."""
    dtype, data = content["dtype"], content["data"]
    shape = _read_shape(content["shape"])
    if not isinstance(dtype, str) or len(content) != 3:
        raise ValueError("expected dtype, shape and data")
    count, item = math.prod(shape), ITEM_FORMATS.get(dtype)
    if isinstance(data, str):
        if item is None:
            raise ValueError("the data of this dtype has to be a list")
        raw = base64.b64decode(data, validate=True)
        if len(raw) != count * struct.calcsize(f"<{item}"):
            raise ValueError("data does not fit the shape")
        return Array(dtype, shape, raw)
    if len(_list(data)) != count:
        raise ValueError("data does not fit the shape")
    return Array(dtype, shape, data if item is None else _packed(data, item))


def _read_shape(content: Any) -> tuple[int, ...]:
    shape = _list(content)
    if len(shape) > MAX_DIMENSIONS or not all(type(size) is int and size >= 0 for size in shape):
        raise ValueError("shape is not a list of sizes")
    if 0 in shape and math.prod(size for size in shape if size) > MAX_EMPTY_EXTENT:
        raise ValueError("shape is too large for an array without elements")
    return tuple(shape)


def _packed(elements: list[Any], item: str) -> bytes:
    """Elements as the dtype stores them; floats are rounded to its precision."""
    if not set(map(type, elements)) <= _ELEMENT_TYPES[item]:
        raise ValueError("data holds elements of another type than dtype says")
    if len(item) == 2:
        elements = [part for element in elements for part in _parts(element)]
    return struct.pack(f"<{len(elements)}{item[0]}", *elements)


def _parts(element: complex) -> tuple[float, float]:
    return (element.real, element.imag)


_REAL: frozenset[type] = frozenset({bool, int, float})
_ELEMENT_TYPES: dict[str, frozenset[type]] = {
    "?": frozenset({bool}),
    **dict.fromkeys("bhiqBHIQ", frozenset({bool, int})),
    **dict.fromkeys("efd", _REAL),
    **dict.fromkeys(("ff", "dd"), _REAL | {complex}),
}
_READERS: dict[str, Callable[[Any], PlainValue]] = {
    "$float": _read_float,
    "$bytes": _read_bytes,
    "$complex": _read_complex,
    "$set": _read_set,
    "$dict": _read_dict,
    "$array": _read_array,
}
