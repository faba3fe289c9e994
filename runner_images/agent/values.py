"""Values as they travel: decoding arguments and encoding what a solution returned.

The encoding is documented in judge/model/values.py, which reads on the host what this file writes.
It runs in the process of the submission, so its result is a claim like any other.
"""

from __future__ import annotations

import base64
import collections
import importlib
import itertools
import json
import math
import sys
from collections.abc import Callable, Hashable
from types import ModuleType
from typing import Any, Optional

Converter = Optional[Callable[[Any], Any]]

MAX_DEPTH = 200
_LEAVES = frozenset({int, str, bool, type(None)})
_encode_json = json.encoder.c_make_encoder(  # type: ignore[attr-defined]  # what `JSONEncoder` makes each time
    None, None, json.encoder.encode_basestring_ascii, None, ":", ",", False, False, True
)  # fmt: skip


class CannotEncode(Exception):
    """A returned value is not data."""


def decode(data: bytes) -> Any:
    """Decode one value from a test's input."""
    scan = _scan_tagged if b'"$' in data else _scan
    text = data.decode().lstrip()
    try:
        value, end = scan(text, 0)
    except StopIteration:
        raise ValueError("an input is not JSON") from None
    if end != len(text) and text[end:].strip():
        raise ValueError(f"an input has more behind its value: {text[end : end + 20]!r}")
    return value


def _tagged(members: dict[str, Any]) -> Any:
    if len(members) != 1:
        return members
    ((tag, content),) = members.items()
    reader = _READERS.get(tag)
    return members if reader is None else reader(content)


def _read_array(content: dict[str, Any]) -> Any:
    import numpy

    data = content["data"]
    if isinstance(data, str):
        flat = numpy.frombuffer(base64.b64decode(data), dtype=numpy.dtype(content["dtype"]))
        return flat.reshape(content["shape"]).copy()
    return numpy.array(data, dtype=content["dtype"]).reshape(content["shape"])


def _hashable(value: Any) -> Hashable:
    if isinstance(value, set):
        return frozenset(value)
    return tuple(map(_hashable, value)) if isinstance(value, list) else value


_READERS: dict[str, Callable[[Any], Any]] = {
    "$float": float,
    "$bytes": base64.b64decode,
    "$complex": lambda content: complex(*content),
    "$set": lambda content: {_hashable(element) for element in content},
    "$dict": lambda content: {_hashable(key): value for key, value in content},
    "$array": _read_array,
}


# The scanners themselves: what `json.loads` does around them touches twice as many pages.
_scan = json.JSONDecoder().scan_once  # type: ignore[attr-defined]  # set in `__init__`
_scan_tagged = json.JSONDecoder(object_hook=_tagged).scan_once  # type: ignore[attr-defined]


def encode(value: object) -> bytes:
    """Encode what a solution returned.

    Raises:
        CannotEncode: it holds something that is not data, is nested deeper than MAX_DEPTH, contains
            itself, or holds an integer of more digits than Python converts.
    """
    try:
        parts = _encode_json(value if _is_plain(value) else _plain(value, MAX_DEPTH), 0)
        return "".join(parts).encode()
    except ValueError as error:
        raise CannotEncode(str(error)) from None


def _is_plain(value: object) -> bool:
    """Whether the encoder of the standard library can write the value as it is.

    Goes level by level with work done in C, since a list may hold millions of elements.
    """
    if type(value) in _LEAVES:
        return True
    level: list[Any] = [value]
    for _ in range(MAX_DEPTH):
        kinds = set(map(type, level))
        if kinds <= _LEAVES:
            return True
        if float in kinds and not all(
            map(math.isfinite, (item for item in level if type(item) is float))
        ):
            return False
        if not kinds <= _LEAVES | {list, tuple, float}:
            return False
        level = list(
            itertools.chain.from_iterable(
                level
                if kinds <= {list, tuple}
                else (item for item in level if type(item) is list or type(item) is tuple)
            )
        )
    raise CannotEncode(f"nested deeper than {MAX_DEPTH} levels, or contains itself")


def _plain(value: Any, depth: int) -> Any:
    """The value as JSON values and `$` objects. Subclasses count as what they are derived from.

    That is why types are asked and the methods of the base are called: an object may lie about its
    `__class__`, and a subclass about its content.
    """
    if depth == 0:
        raise CannotEncode(f"nested deeper than {MAX_DEPTH} levels, or contains itself")
    if value is None or value is True or value is False:
        return value
    kind = type(value)
    if issubclass(kind, str):
        return str.__str__(value)
    if issubclass(kind, int):
        return int.__int__(value)
    if issubclass(kind, float):
        return _plain_float(float.__float__(value))
    for base in (list, tuple, collections.deque):
        if issubclass(kind, base):
            return [_plain(item, depth - 1) for item in base.__iter__(value)]
    if issubclass(kind, dict):
        return _plain_dict(value, depth)
    if issubclass(kind, (set, frozenset)):
        items = set.__iter__(value) if issubclass(kind, set) else frozenset.__iter__(value)
        return {"$set": [_plain(item, depth - 1) for item in items]}
    if issubclass(kind, (bytes, bytearray, memoryview)):
        return {"$bytes": base64.b64encode(memoryview(value).tobytes()).decode()}
    if issubclass(kind, complex):
        return {"$complex": [_plain_float(value.real), _plain_float(value.imag)]}
    return _plain_foreign(value, depth)


def _plain_float(value: float) -> Any:
    if math.isfinite(value):
        return value
    return {"$float": "nan" if value != value else "inf" if value > 0 else "-inf"}


def _plain_dict(value: dict[Any, Any], depth: int) -> dict[str, Any]:
    pairs = [(_plain(key, depth - 1), _plain(item, depth - 1)) for key, item in dict.items(value)]
    if all(type(key) is str and not key.startswith("$") for key, _ in pairs):
        return dict(pairs)
    return {"$dict": pairs}


def _plain_foreign(value: Any, depth: int) -> Any:
    """Values of numpy and torch. A library not imported has made none."""
    torch = sys.modules.get("torch")
    if torch is not None and isinstance(value, torch.Tensor):
        value = _tensor_as_array(torch, value)
    numpy = sys.modules.get("numpy")
    if numpy is not None and isinstance(value, numpy.generic):
        return _plain_scalar(numpy, value, depth)
    if numpy is not None and isinstance(value, numpy.ndarray):
        return _plain_array(numpy, value, depth)
    raise CannotEncode(f"a value of type {type(value).__name__} is not data")


def _tensor_as_array(torch: ModuleType, tensor: Any) -> Any:
    """A tensor as a numpy array of its dtype; one that numpy lacks becomes the next wider one.

    Sparse tensors become dense. What has no elements to give (on `meta`, quantised, nested) is not data.
    """
    try:
        tensor = tensor.detach().cpu()
        if tensor.layout is not torch.strided:
            tensor = tensor.to_dense()
        if tensor.dtype is torch.complex32:
            tensor = tensor.to(torch.complex64)
        elif tensor.is_floating_point() and tensor.dtype not in (
            *(torch.float16, torch.float32, torch.float64),
        ):
            tensor = tensor.float()
        return tensor.resolve_conj().resolve_neg().numpy()
    except (RuntimeError, TypeError, NotImplementedError) as error:
        reason = str(error).partition("\n")[0]
        raise CannotEncode(f"a tensor that cannot be turned into an array: {reason}") from None


def _plain_scalar(numpy: ModuleType, value: Any, depth: int) -> Any:
    # The `item` of a long double is itself, since Python has no such number.
    if isinstance(value, numpy.longdouble):
        return _plain_float(float(value))
    if isinstance(value, numpy.clongdouble):
        return _plain(complex(value), depth - 1)
    return _plain(value.item(), depth - 1)


def _plain_array(numpy: ModuleType, array: Any, depth: int) -> Any:
    if array.dtype.kind not in "biufc":
        return _plain(array.tolist(), depth - 1)
    little = numpy.ascontiguousarray(array, dtype=array.dtype.newbyteorder("<"))
    return {
        "$array": {
            "dtype": array.dtype.name,
            "shape": list(array.shape),
            "data": base64.b64encode(little.tobytes()).decode(),
        }
    }


def converter(word: str) -> Converter:
    """A function that turns a decoded JSON value into the type a signature names, or None.

    The words are parsed and checked on the host (judge/model/signature.py); this reads the few that
    JSON has no value for. None means that the decoded value is already right.
    """
    name, arguments = _split(word)
    inner = [converter(argument) for argument in arguments]
    if name == "ndarray":
        return _array_converter(arguments[0] if arguments else None)
    if name == "tensor":
        return _tensor_converter(arguments[0])
    if name == "float":
        return _to_float
    if name == "tuple":
        return _tuple_converter(inner, arguments)
    if name == "set":
        return lambda value: {_hashable(item) for item in _each(inner[0])(value)}
    if name == "dict":
        return _dict_converter(arguments[0], inner[1])
    if name == "list":
        return _list_converter(arguments, inner)
    if name == "|":
        return _optional_converter(inner, arguments)
    return None


def _split(word: str) -> tuple[str, list[str]]:
    """Split `dict[str, list[int]]` into `dict` and its arguments; `A | B` into `|` and both."""
    word = word.strip()
    parts: list[str] = []
    depth = start = 0
    for index, character in enumerate(word):
        depth += (character == "[") - (character == "]")
        if character == "|" and depth == 0:
            parts.append(word[start:index].strip())
            start = index + 1
    if parts:
        return "|", [*parts, word[start:].strip()]
    name, bracket, rest = word.partition("[")
    if not bracket:
        return name, []
    depth = start = 0
    for index, character in enumerate(rest):
        depth += (character == "[") - (character == "]")
        if depth == -1 or (character == "," and depth == 0):
            parts.append(rest[start:index].strip())
            start = index + 1
    return name, [part for part in parts if part]


def _to_float(value: Any) -> Any:
    return float(value) if type(value) is int else value


def _each(convert: Converter) -> Callable[[Any], list[Any]]:
    return list if convert is None else (lambda value: [convert(item) for item in value])


def _array_converter(dtype: str | None) -> Converter:
    def convert(value: Any) -> Any:
        import numpy

        return numpy.array(value, dtype=dtype)

    return convert


def _tensor_converter(dtype: str) -> Converter:
    def convert(value: Any) -> Any:
        import numpy

        torch = importlib.import_module("torch")  # not where the types of this file are checked
        # numpy reads nested lists several times as fast, and rounds to the dtype in the same way.
        return torch.from_numpy(numpy.array(value, dtype=dtype))

    return convert


def _list_converter(arguments: list[str], inner: list[Converter]) -> Converter:
    if arguments == ["float"]:
        # Million-element lists of floats are common and usually right as they are.
        return lambda value: list(map(_to_float, value)) if int in set(map(type, value)) else value
    return _each(inner[0]) if inner and inner[0] else None


def _optional_converter(inner: list[Converter], arguments: list[str]) -> Converter:
    some = [convert for convert, word in zip(inner, arguments) if word != "None"]
    convert = some[0] if some else None
    if convert is None:
        return None
    return lambda value: None if value is None else convert(value)


def _tuple_converter(inner: list[Converter], arguments: list[str]) -> Converter:
    if arguments[-1:] == ["..."]:
        return lambda value: tuple(_each(inner[0])(value))

    def convert(value: Any) -> tuple[Any, ...]:
        return tuple(item if to is None else to(item) for to, item in zip(inner, value))

    return convert


def _dict_converter(key_word: str, convert: Converter) -> Converter:
    to_key = {"int": int, "float": float}.get(key_word)

    def rebuild(value: dict[Any, Any]) -> dict[Any, Any]:
        return {
            (to_key(key) if to_key else _hashable(key)): (convert(item) if convert else item)
            for key, item in value.items()
        }

    return rebuild
