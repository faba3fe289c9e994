"""Values that travel between a test file, a program and a checker.

Plain JSON, plus objects with one key that starts with `$` for what JSON has no word for:

    {"$float": "nan" | "inf" | "-inf"}
    {"$bytes": "<base64>"}
    {"$complex": [re, im]}
    {"$set": [element, ...]}
    {"$dict": [[key, value], ...]}          a dict with keys that are not strings
    {"$array": {"dtype": "float64", "shape": [2, 3], "data": "<base64>" | [flat list]}}

A list and a tuple are both a JSON array. Array data in base64 is little-endian, C order; as a flat
list it is in C order too, its elements numbers, booleans, or the objects above.
"""

import base64
import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

MAX_DEPTH = 200
"""Nesting that a returned value may have; the agent refuses to encode deeper ones."""


class MalformedValue(ValueError):
    """Bytes are not a value in the documented encoding."""


@dataclass(frozen=True)
class Array:
    """An n-dimensional array as it travelled.

    Attributes:
        dtype: numpy's name of the element type, such as `float64`.
        data: raw little-endian bytes or a flat list, both in C order.
    """

    dtype: str
    shape: tuple[int, ...]
    data: "bytes | list[PlainValue]"


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
        MalformedValue: the bytes are not UTF-8, not JSON, nested too deeply, hold an integer of more
            digits than Python converts, or use a `$` object in another way than documented.
    """
    hook = _tagged if b'"$' in data else None
    try:
        return cast(PlainValue, json.loads(data.decode("utf-8"), object_hook=hook))
    except MalformedValue:
        raise
    except (ValueError, RecursionError) as error:
        raise MalformedValue(f"not a value: {error}") from None


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
    except (ValueError, TypeError, KeyError, OverflowError) as error:
        raise MalformedValue(f"bad {tag} object: {error}") from None


def _read_float(content: Any) -> float:
    return {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}[content]


def _read_bytes(content: Any) -> bytes:
    return base64.b64decode(content, validate=True)


def _read_complex(content: Any) -> complex:
    real, imaginary = content
    return complex(float(real), float(imaginary))


def _read_set(content: Any) -> SetValue:
    if not isinstance(content, list):
        raise ValueError("expected a list")
    return SetValue(content)


def _read_dict(content: Any) -> DictValue:
    return DictValue([(key, value) for key, value in content])


def _read_array(content: Any) -> Array:
    """Read an array and check that its data has as many elements as its shape says."""
    dtype, shape, data = content["dtype"], content["shape"], content["data"]
    if not isinstance(dtype, str) or len(content) != 3:
        raise ValueError("expected dtype, shape and data")
    if len(shape) > 32 or not all(type(size) is int and size >= 0 for size in shape):
        raise ValueError("shape is not a list of sizes")
    if isinstance(data, str):
        return Array(dtype, tuple(shape), base64.b64decode(data, validate=True))
    if not isinstance(data, list) or len(data) != math.prod(shape):
        raise ValueError("data does not fit the shape")
    return Array(dtype, tuple(shape), data)


_READERS: dict[str, Callable[[Any], PlainValue]] = {
    "$float": _read_float,
    "$bytes": _read_bytes,
    "$complex": _read_complex,
    "$set": _read_set,
    "$dict": _read_dict,
    "$array": _read_array,
}
