"""What a solution returns reaches the host as the value it is, whatever it pretends to be."""

import collections
import enum
import json
import math
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.values import CannotEncode, converter, decode, encode
from judge.model import values as host
from judge.model.values import Array, DictValue, PlainValue, SetValue

_FINITE = st.floats(allow_nan=False, allow_infinity=False)
_TEXT = st.text(st.characters(), max_size=8)
_LEAVES = st.none() | st.booleans() | st.integers() | _FINITE | _TEXT
_JSON = st.recursive(
    _LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_TEXT, inner, max_size=4),
    max_leaves=20,
)
_KEYS = st.integers() | st.tuples(st.integers(), _TEXT) | st.booleans() | st.none()
_DTYPES = (
    *("bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"),
    *("float16", "float32", "float64", "complex64", "complex128"),
)


def travel(value: object) -> PlainValue:
    """A value as the host gets it."""
    return host.decode(encode(value))


class Liar(str):
    """A string that says it is every other one."""

    __slots__ = ()

    def __str__(self) -> str:
        return "right answer"

    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = str.__hash__


class LyingInt(int):
    def __int__(self) -> int:
        return 42

    def __repr__(self) -> str:
        return "42"

    __str__ = __repr__


class LyingList(list[int]):
    def __iter__(self) -> Iterator[int]:
        return iter([42])

    def __len__(self) -> int:
        return 1


class LyingDict(dict[str, int]):
    def items(self) -> Any:
        return [("right", 42)]

    def __iter__(self) -> Iterator[str]:
        return iter(["right"])


class Disguised:
    """Not data at all, but claims to be a string."""

    @property  # type: ignore[misc]
    def __class__(self) -> type:
        return str


class Point(NamedTuple):
    x: int
    y: float


class Colour(enum.IntEnum):
    RED = 3


class Name(enum.StrEnum):
    FIRST = "first"


@given(_JSON)
def test_json_values_arrive_as_they_are(value: Any) -> None:
    arrived = travel(value)
    if any(key.startswith("$") for key in _keys_of(value)):
        return
    assert arrived == value
    assert json.dumps(arrived) == json.dumps(value)


@given(_JSON)
def test_what_the_host_can_read_the_agent_can_read(value: Any) -> None:
    assert decode(encode(value)) == value


@given(st.dictionaries(_KEYS, _LEAVES))
def test_dicts_with_other_keys_arrive_as_pairs(value: dict[Any, Any]) -> None:
    arrived = travel(value)
    if not value:
        assert arrived == {}
        return
    assert isinstance(arrived, DictValue)
    assert [(_tupled(key), item) for key, item in arrived.pairs] == list(value.items())


@given(st.sets(st.integers() | _TEXT))
def test_sets_arrive_with_their_elements(value: set[Any]) -> None:
    arrived = travel(value)
    assert isinstance(arrived, SetValue)
    assert len(arrived.elements) == len(value)
    assert set(arrived.elements) == value
    assert decode(encode(value)) == value


@given(st.binary())
def test_bytes_arrive(value: bytes) -> None:
    assert travel(value) == value
    assert travel(bytearray(value)) == value
    assert travel(memoryview(value)[::-1]) == value[::-1]


@given(st.complex_numbers(allow_nan=False, allow_infinity=False))
def test_complex_numbers_arrive(value: complex) -> None:
    assert travel([value]) == [value]


def test_floats_that_json_has_no_word_for_arrive() -> None:
    arrived = travel([math.nan, math.inf, -math.inf, {"x": math.nan}, (1.0, math.inf)])
    assert repr(arrived) == "[nan, inf, -inf, {'x': nan}, [1.0, inf]]"
    assert b"NaN" not in encode([math.nan])
    assert repr(travel(complex(math.nan, -math.inf))) == "(nan-infj)"


def test_negative_zero_keeps_its_sign() -> None:
    assert repr(travel(-0.0)) == "-0.0"


@pytest.mark.parametrize(
    ("value", "arrives"),
    [
        ((1, (2, 3)), [1, [2, 3]]),
        (Point(1, 2.5), [1, 2.5]),
        (collections.deque([1, 2]), [1, 2]),
        (collections.Counter("aab"), {"a": 2, "b": 1}),
        (collections.OrderedDict(a=1), {"a": 1}),
        (frozenset({1}), SetValue([1])),
        (Colour.RED, 3),
        ({Name.FIRST: Name.FIRST}, {"first": "first"}),
        ({np.str_("a"): np.float64(1.5)}, {"a": 1.5}),
        ({"$float": "nan"}, DictValue([("$float", "nan")])),
        ({(1, 2): {3: 4}}, DictValue([([1, 2], DictValue([(3, 4)]))])),
        ({frozenset({1}): 1}, DictValue([(SetValue([1]), 1)])),
        ("\ud800", "\ud800"),
        ([True, 1, 1.0], [True, 1, 1.0]),
        (b"", b""),
        (None, None),
    ],
)
def test_python_values_arrive_as_what_they_are_derived_from(value: object, arrives: Any) -> None:
    arrived = travel(value)
    assert arrived == arrives
    assert repr(arrived) == repr(arrives)


@pytest.mark.parametrize(
    ("value", "arrives"),
    [
        (Liar("wrong"), "wrong"),
        ([Liar("wrong")], ["wrong"]),
        (LyingInt(7), 7),
        ({"a": LyingInt(7)}, {"a": 7}),
        (LyingList([1, 2]), [1, 2]),
        (LyingDict(a=1), {"a": 1}),
        ({Liar("a"): 1, Liar("b"): 2}, {"a": 1, "b": 2}),
    ],
)
def test_subclasses_cannot_lie_about_their_content(value: object, arrives: Any) -> None:
    arrived = travel(value)
    assert type(arrived) is type(arrives)
    assert repr(arrived) == repr(arrives)


@pytest.mark.parametrize(
    "value",
    [
        (number for number in range(3)),
        iter([1]),
        object(),
        Disguised(),
        [Disguised()],
        len,
        int,
        {"a": object()},
        np.array([1, object()], dtype=object),
        np.datetime64("2020-01-01"),
        10**5000,
        [[10**5000]],
        range(3),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_is_not_data_is_refused(value: object) -> None:
    with pytest.raises(CannotEncode):
        encode(value)


def _cyclic_list() -> list[Any]:
    cycle: list[Any] = [1]
    cycle.append(cycle)
    return cycle


def _cyclic_dict() -> dict[str, Any]:
    cycle: dict[str, Any] = {"a": 1}
    cycle["self"] = cycle
    return cycle


def _cyclic_array() -> Any:
    cycle = np.empty(1, dtype=object)
    cycle[0] = cycle
    return cycle


@pytest.mark.parametrize("value", [_cyclic_list(), _cyclic_dict(), _cyclic_array()])
def test_a_value_that_contains_itself_is_refused(value: object) -> None:
    with pytest.raises(CannotEncode, match="contains itself"):
        encode(value)


@pytest.mark.parametrize("leaf", [1, math.nan, {"a": 1}])
def test_nesting_is_refused_beyond_what_the_host_reads(leaf: object) -> None:
    def nest(levels: int) -> object:
        value: object = leaf
        for _ in range(levels):
            value = [value]
        return value

    assert isinstance(travel(nest(host.MAX_DEPTH - 2)), list)
    with pytest.raises(CannotEncode):
        encode(nest(host.MAX_DEPTH + 1))
    with pytest.raises(CannotEncode):
        encode(nest(100_000))


@pytest.mark.parametrize("dtype", _DTYPES)
@pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 3), (2, 0, 4)])
def test_arrays_arrive_with_dtype_and_shape(dtype: str, shape: tuple[int, ...]) -> None:
    array = np.arange(math.prod(shape)).reshape(shape).astype(dtype)
    arrived = travel(array)
    assert isinstance(arrived, Array)
    assert (arrived.dtype, arrived.shape) == (dtype, shape)
    assert isinstance(arrived.data, bytes)
    little = np.dtype(dtype).newbyteorder("<")
    assert np.array_equal(np.frombuffer(arrived.data, little).reshape(shape), array)
    back = decode(encode(array))
    assert np.array_equal(back, array)
    assert back.dtype == array.dtype


def test_arrays_arrive_in_c_order_and_little_endian_however_they_lie_in_memory() -> None:
    array = np.arange(6, dtype=">i4").reshape(2, 3)
    expected = Array("int32", (3, 2), np.array([0, 3, 1, 4, 2, 5], dtype="<i4").tobytes())
    assert travel(array.T) == expected
    assert travel(np.asfortranarray(array.T)) == expected


@pytest.mark.parametrize(
    ("array", "arrives"),
    [
        (np.array([1, "a", None], dtype=object), [1, "a", None]),
        (np.array(["ab", "c"]), ["ab", "c"]),
        (np.array([(1, 2.5)], dtype="i4,f8"), [[1, 2.5]]),
        (np.array({1, 2}, dtype=object), SetValue([1, 2])),
        (np.array(math.inf, dtype=object), math.inf),
        (np.ma.masked_array([1, 2]).astype("int64"), Array("int64", (2,), bytes([1, *[0] * 7, 2, *[0] * 7]))),
    ],
)  # fmt: skip
def test_arrays_of_other_things_arrive_as_lists(array: Any, arrives: Any) -> None:
    assert travel(array) == arrives


@pytest.mark.parametrize("dtype", [*_DTYPES, "longdouble", "clongdouble"])
def test_numpy_scalars_arrive_as_numbers(dtype: str) -> None:
    arrived = travel([np.dtype(dtype).type(1)])
    assert arrived == [1]
    kind = {"b": bool, "f": float, "c": complex}.get(np.dtype(dtype).kind, int)
    assert isinstance(arrived, list)
    assert type(arrived[0]) is kind


def test_a_long_list_is_written_as_json_writes_it() -> None:
    numbers = list(range(1_000_000))
    assert encode(numbers) == json.dumps(numbers, separators=(",", ":")).encode()


@pytest.mark.parametrize(
    ("word", "given_value", "expected"),
    [
        ("int", 3, 3),
        ("float", 3, 3.0),
        ("list[float]", [1, 2.5], [1.0, 2.5]),
        ("list[list[float]]", [[1], []], [[1.0], []]),
        ("tuple[int, float]", [1, 2], (1, 2.0)),
        ("tuple[int, ...]", [1, 2, 3], (1, 2, 3)),
        ("list[tuple[str, int]]", [["a", 1]], [("a", 1)]),
        ("set[int]", [1, 2, 2], {1, 2}),
        ("set[tuple[int, int]]", [[1, 2]], {(1, 2)}),
        ("dict[int, str]", {"1": "a"}, {1: "a"}),
        ("dict[str, list[float]]", {"a": [1]}, {"a": [1.0]}),
        ("dict[int, set[int]]", {"1": [2]}, {1: {2}}),
        ("float | None", None, None),
        ("float | None", 1, 1.0),
        ("None | tuple[int, ...]", [1], (1,)),
        ("list[int | None]", [1, None], [1, None]),
        ("dict[str, tuple[int, ...] | None]", {"a": [1], "b": None}, {"a": (1,), "b": None}),
        ("any", {"a": [1]}, {"a": [1]}),
    ],
)
def test_arguments_get_the_type_their_signature_names(
    word: str, given_value: Any, expected: Any
) -> None:
    convert = converter(word)
    got = given_value if convert is None else convert(given_value)
    assert repr(got) == repr(expected)


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (b'{"$dict": [[[1, 2], "a"]]}', {(1, 2): "a"}),
        (b'{"$set": [[1, 2], {"$set": [3]}]}', {(1, 2), frozenset({3})}),
        (b'{"$bytes": "AAE="}', b"\x00\x01"),
        (b'{"$complex": [1, {"$float": "inf"}]}', complex(1, math.inf)),
        (b'{"$float": "-inf"}', -math.inf),
        (b'{"$other": 1}', {"$other": 1}),
        (b'{"$float": "nan", "b": 1}', {"$float": "nan", "b": 1}),
    ],
)
def test_inputs_may_hold_what_json_has_no_word_for(document: bytes, expected: Any) -> None:
    assert decode(document) == expected


def test_arrays_given_as_lists_become_arrays() -> None:
    convert = converter("ndarray[float32]")
    assert convert is not None
    array = convert([[1, 2], [3, 4]])
    assert array.dtype == np.float32
    assert array.shape == (2, 2)
    flat = decode(b'{"$array": {"dtype": "int8", "shape": [2, 1], "data": [1, 2]}}')
    assert flat.tolist() == [[1], [2]]
    assert flat.flags.writeable


def _keys_of(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
        for item in value.values():
            yield from _keys_of(item)
    elif isinstance(value, list):
        for item in value:
            yield from _keys_of(item)


def _tupled(key: Any) -> Any:
    return tuple(key) if isinstance(key, list) else key
