"""Reading values: the documented encoding, and anything else refused without a crash."""

import base64
import contextlib
import json
import math
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judge.model.values import (
    MAX_DEPTH,
    Array,
    DictValue,
    MalformedValue,
    SetValue,
    decode,
)

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text().map(lambda key: "k" + key), inner),
    max_leaves=20,
)


def array(dtype: object, shape: object, data: object) -> bytes:
    return json.dumps({"$array": {"dtype": dtype, "shape": shape, "data": data}}).encode()


def doubles(*numbers: float) -> str:
    return base64.b64encode(struct.pack(f"<{len(numbers)}d", *numbers)).decode()


@given(json_values)
def test_plain_json_is_read_as_it_is(value: object) -> None:
    assert decode(json.dumps(value).encode()) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"$float": "inf"}', math.inf),
        ('{"$float": "-inf"}', -math.inf),
        ("Infinity", math.inf),
        ('{"$bytes": "AAE="}', b"\x00\x01"),
        ('{"$complex": [1, -2.5]}', 1 - 2.5j),
        ('{"$complex": [0, {"$float": "inf"}]}', complex(0, math.inf)),
        ('{"$set": [[1], "a"]}', SetValue([[1], "a"])),
        ('{"$dict": [[1, "a"], [[2], null]]}', DictValue([(1, "a"), ([2], None)])),
        ('[{"$set": []}, {"$set": [], "other": 1}]', [SetValue([]), {"$set": [], "other": 1}]),
        ('{"$unknown": 1}', {"$unknown": 1}),
        (r'{"\u0024float": "inf"}', math.inf),
    ],
)
def test_tagged_objects_are_read_as_documented(text: str, value: object) -> None:
    assert decode(text.encode()) == value


@pytest.mark.parametrize("text", ['{"$float": "nan"}', "NaN"])
def test_nan_is_read_in_both_spellings(text: str) -> None:
    value = decode(text.encode())
    assert isinstance(value, float)
    assert math.isnan(value)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff",
        b"\xef\xbb\xbf1",
        b"[1",
        b"1 2",
        b"[1,]",
        b"'a'",
        b"\x00",
        b"9" * 5000,
        b'{"$float": "NaN"}',
        b'{"$float": []}',
        b'{"$float": {}}',
        b'{"$bytes": "\xc3\xa9"}',
        b'{"$bytes": "A"}',
        b'{"$bytes": 3}',
        b'{"$complex": "12"}',
        b'{"$complex": [1]}',
        b'{"$complex": ["1", "2"]}',
        b'{"$complex": [1, true]}',
        b'{"$complex": [1, 1' + b"0" * 400 + b"]}",
        b'{"$set": {"a": 1}}',
        b'{"$set": "ab"}',
        b'{"$dict": {"ab": 1}}',
        b'{"$dict": ["ab"]}',
        b'{"$dict": [[1, 2, 3]]}',
        b'{"$array": []}',
        b'{"$array": "text"}',
        b'{"$array": {"dtype": "int8", "shape": [1]}}',
        array("float64", [2], doubles(1.0)),
        array("float64", [10**4000], doubles(1.0)),
        array("float64", [-1], doubles()),
        array("float64", [True], doubles(1.0)),
        array("float64", [1.0], doubles(1.0)),
        array("float64", "", doubles(1.0)),
        array("float64", {}, doubles(1.0)),
        array("float64", [1] * 33, doubles(1.0)),
        array("float64", [10**12, 0], ""),
        array("float64", [1], "not base64!"),
        array("float64", [1], ["1.0"]),
        array("float64", [1], [[1.0]]),
        array("float64", [1], 1.0),
        array("float64", 1, doubles(1.0)),
        array("float32", [1], [1e300]),
        array("int8", [1], [1000]),
        array("int8", [1], [1.0]),
        array("bool", [1], [1]),
        array("object", [1], doubles(1.0)),
        array("V99999999999", [1], doubles(1.0)),
        array(["float64"], [1], doubles(1.0)),
        array(None, [1], [1.0]),
    ],
)
def test_anything_else_is_malformed(data: bytes) -> None:
    with pytest.raises(MalformedValue):
        decode(data)


@given(st.binary(max_size=200))
def test_arbitrary_bytes_are_a_value_or_malformed(data: bytes) -> None:
    with contextlib.suppress(MalformedValue):
        decode(data)


@given(
    st.sampled_from(["$float", "$bytes", "$complex", "$set", "$dict", "$array"]),
    json_values
    | st.fixed_dictionaries(
        {
            "dtype": st.sampled_from(["int8", "float16", "complex64", "bool", "object", "<U3"]),
            "shape": st.lists(st.integers(min_value=-1, max_value=4), max_size=3),
            "data": json_values | st.lists(st.integers() | st.floats(), max_size=4),
        }
    ),
)
def test_tagged_objects_with_any_content_are_a_value_or_malformed(
    tag: str, content: object
) -> None:
    try:
        value = decode(json.dumps({tag: content}).encode())
    except MalformedValue:
        return
    if isinstance(value, Array):
        assert len(value.elements()) == math.prod(value.shape)


@pytest.mark.parametrize("opening", [b"[", b'{"a":', b'{"$set":[', b'{"$dict":[[0,'])
@pytest.mark.parametrize("depth", [MAX_DEPTH + 1, 900, 100_000])
def test_deep_nesting_is_malformed(opening: bytes, depth: int) -> None:
    closing = {b"[": b"]", b'{"a":': b"}", b'{"$set":[': b"]}", b'{"$dict":[[0,': b"]]}"}[opening]
    with pytest.raises(MalformedValue):
        decode(opening * depth + b"[]" + closing * depth)


def test_nesting_up_to_the_limit_is_read() -> None:
    assert decode(b"[" * MAX_DEPTH + b"1, 2" + b"]" * MAX_DEPTH)


def test_many_brackets_side_by_side_are_not_deep() -> None:
    assert decode(json.dumps([[[0]]] * 1000).encode()) == [[[0]]] * 1000


def test_brackets_in_strings_do_not_count_as_nesting() -> None:
    assert decode(json.dumps("[" * 1000).encode()) == "[" * 1000


def test_lone_surrogates_are_read() -> None:
    assert decode(rb'"\ud800"') == "\ud800"


def test_an_array_is_the_same_however_its_data_travelled() -> None:
    listed = decode(array("float64", [2, 1], [1, 2.5]))
    assert listed == decode(array("float64", [2, 1], doubles(1.0, 2.5)))


def test_listed_floats_are_rounded_to_the_dtype() -> None:
    value = decode(array("float32", [1], [0.1]))
    assert isinstance(value, Array)
    assert value.elements() == [struct.unpack("<f", struct.pack("<f", 0.1))[0]]


@pytest.mark.parametrize(
    ("dtype", "data", "elements"),
    [
        ("bool", [True, False], [True, False]),
        ("uint64", [2**64 - 1, 0], [2**64 - 1, 0]),
        ("int8", [-128, 127], [-128, 127]),
        ("float16", [0.5, 2], [0.5, 2.0]),
        ("complex64", [1, {"$complex": [0.5, 2]}], [1 + 0j, 0.5 + 2j]),
        ("object", ["a", None], ["a", None]),
    ],
)
def test_elements_are_plain_values(dtype: str, data: list[object], elements: list[object]) -> None:
    value = decode(array(dtype, [2], data))
    assert isinstance(value, Array)
    assert value.elements() == elements
    assert list(map(type, value.elements())) == list(map(type, elements))


@pytest.mark.parametrize(
    ("shape", "count", "nested"),
    [
        ([], 1, 0),
        ([3], 3, [0, 1, 2]),
        ([2, 3], 6, [[0, 1, 2], [3, 4, 5]]),
        ([2, 1, 2], 4, [[[0, 1]], [[2, 3]]]),
        ([0, 5], 0, []),
        ([2, 0], 0, [[], []]),
        ([2, 0, 3], 0, [[], []]),
    ],
)
def test_nested_lists_have_the_arrays_shape(shape: list[int], count: int, nested: object) -> None:
    value = decode(array("int32", shape, list(range(count))))
    assert isinstance(value, Array)
    assert value.nested() == nested


@pytest.mark.parametrize(
    ("dtype", "kind"),
    [
        ("bool", "bool"),
        ("uint8", "integer"),
        ("int64", "integer"),
        ("float16", "floating"),
        ("complex128", "complex"),
        ("object", "object"),
        ("<U3", "<U3"),
    ],
)
def test_kinds_of_dtypes(dtype: str, kind: str) -> None:
    assert Array(dtype, (0,), []).kind == kind
