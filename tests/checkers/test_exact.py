"""Typed equality, and what is said of the first difference."""

import json
import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judge.checkers.canonical import canonical
from judge.checkers.exact import ExactChecker, first_difference
from judge.errors import CheckerError
from judge.model.checker import CheckResult, Outcome
from judge.model.hints import Hint
from judge.model.values import MAX_DEPTH, Array, DictValue, PlainValue, SetValue, decode

scalars = st.sampled_from(
    [None, True, False, 0, 1, -1, 0.0, -0.0, 1.0, math.nan, math.inf, "", "1", b"1", 1j, 2**70]
)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from("ab"), inner)
        | st.lists(inner, max_size=3).map(SetValue)
        | st.builds(DictValue, st.lists(st.tuples(scalars, inner), max_size=2))
        | st.lists(st.sampled_from([0, 1]), max_size=3).map(
            lambda bits: Array("object", (len(bits),), list(bits))
        )
    ),
    max_leaves=8,
)


def check(answer: str, output: str) -> CheckResult:
    return ExactChecker().check(b"", answer.encode(), output.encode())


def array(dtype: str, shape: list[int], data: list[object]) -> str:
    return json.dumps({"$array": {"dtype": dtype, "shape": shape, "data": data}})


@pytest.mark.parametrize(
    ("answer", "output"),
    [
        ("1", "1 "),
        ("0.0", "-0.0"),
        ("NaN", '{"$float": "nan"}'),
        ("Infinity", '{"$float": "inf"}'),
        ("1e2", "100.0"),
        ('{"a": 1, "b": [2]}', '{"b": [2], "a": 1}'),
        ('{"$dict": [[1, 2], [3, 4]]}', '{"$dict": [[3, 4], [1, 2]]}'),
        ('{"a": 1}', '{"$dict": [["a", 1]]}'),
        ('{"$set": [1, [2, 3]]}', '{"$set": [[2, 3], 1]}'),
        ('{"$set": [1]}', '{"$set": [1, 1]}'),
        ("[1, [2, 3]]", "[1,[2,3]]"),
        ('"\\u00e9"', '"é"'),
        ('{"$complex": [0.0, 1]}', '{"$complex": [-0.0, 1.0]}'),
        ('{"$complex": [0, NaN]}', '{"$complex": [0.0, NaN]}'),
        ("[1, 2]", array("int8", [2], [1, 2])),
        ("[[1, 2], [3, 4]]", array("int64", [2, 2], [1, 2, 3, 4])),
        ("[[], []]", array("float64", [2, 0], [])),
        ("[true]", array("bool", [1], [True])),
        ("5", array("int64", [], [5])),
        (array("int64", [2], [1, 2]), array("int32", [2], [1, 2])),
        (array("int64", [1], [1]), array("uint8", [1], [1])),
        (array("float64", [2], [0.5, math.nan]), array("float32", [2], [0.5, math.nan])),
        (array("float64", [1], [0.0]), array("float64", [1], [-0.0])),
    ],
)
def test_equal_values_are_accepted(answer: str, output: str) -> None:
    assert check(answer, output).outcome is Outcome.ACCEPTED


@pytest.mark.parametrize(
    ("answer", "output", "hint"),
    [
        ("1", "1.0", Hint.WRONG_TYPE),
        ("1", "true", Hint.WRONG_TYPE),
        ("1", '"1"', Hint.WRONG_TYPE),
        ("0", "null", Hint.RETURNED_NOTHING),
        ("[0]", "[null]", Hint.WRONG_TYPE),
        ("null", "0", Hint.WRONG_TYPE),
        ("null", "[]", Hint.WRONG_TYPE),
        ("[]", "{}", Hint.WRONG_TYPE),
        ("[1]", '{"$set": [1]}', Hint.WRONG_TYPE),
        ("1.0", "NaN", Hint.NOT_FINITE),
        ("1.0", "Infinity", Hint.NOT_FINITE),
        ("NaN", "1.0", None),
        ("[1, 2]", "[1, 2, 3]", Hint.WRONG_LENGTH),
        ("[1, 2]", "[2, 1]", Hint.NOT_SORTED),
        ("[[1, 2], [3, 4]]", "[[3, 4], [1, 2]]", Hint.NOT_SORTED),
        ("[[1, 2], [3, 4]]", "[[1, 2], [4, 3]]", Hint.NOT_SORTED),
        ("[true, false]", "[false, true]", None),
        ("[1, 2]", "[1, 3]", None),
        ('{"a": 1}', "{}", None),
        ('{"a": 1}', '{"a": 1, "b": 2}', Hint.WRONG_LENGTH),
        ('{"$dict": [[1, 2]]}', '{"$dict": [[1, 2], [1, 2]]}', Hint.WRONG_LENGTH),
        ('{"$dict": [[1, 2]]}', '{"$dict": [[true, 2]]}', None),
        ('{"$dict": [[1, 2]]}', '{"1": 2}', None),
        ('{"$set": [1]}', '{"$set": [1.0]}', None),
        ("[1.0]", array("int64", [1], [1]), Hint.WRONG_TYPE),
        ("[1]", array("bool", [1], [True]), Hint.WRONG_TYPE),
        ("[1]", array("object", [1], [True]), Hint.WRONG_TYPE),
        (array("object", [1], [1]), array("object", [1], [True]), Hint.WRONG_TYPE),
        ("[1, 2]", array("int64", [1, 2], [1, 2]), Hint.WRONG_LENGTH),
        (array("int64", [2], [1, 2]), "[1, 2]", Hint.WRONG_TYPE),
        (array("int64", [2], [1, 2]), array("float64", [2], [1, 2]), Hint.WRONG_DTYPE),
        (array("int64", [2], [1, 2]), array("int64", [2, 1], [1, 2]), Hint.WRONG_SHAPE),
        (array("float64", [1], [0.1]), array("float32", [1], [0.1]), None),
    ],
)
def test_different_values_are_wrong(answer: str, output: str, hint: Hint | None) -> None:
    result = check(answer, output)
    assert (result.outcome, result.hint) == (Outcome.WRONG, hint)


@pytest.mark.parametrize(
    ("answer", "output", "detail"),
    [
        ("[0, [1, 2]]", "[0, [1, 3]]", "output[1][1]: seen 3, expected 2"),
        ('{"a": [1]}', '{"a": [true]}', "output['a'][0]: seen True (bool), expected 1 (int)"),
        ("[1, 2]", "[1]", "output: 1 elements, expected 2"),
        ('{"a": 1}', '{"b": 1}', "output: key 'a' is missing"),
        (
            array("int64", [2, 2], [1, 2, 3, 4]),
            array("int64", [2, 2], [1, 2, 9, 4]),
            "output[1][0]: seen 9, expected 3",
        ),
        (
            '{"$set": [1, 2]}',
            '{"$set": [2, 3]}',
            "output: 1 is missing and 3 is not expected (1 missing, 1 unexpected)",
        ),
    ],
)
def test_the_first_difference_is_named(answer: str, output: str, detail: str) -> None:
    assert check(answer, output).detail == detail


@given(values)
def test_every_value_equals_itself(value: PlainValue) -> None:
    assert canonical(value) == canonical(value)
    # A dict with a key that stands twice is no dict; it only must not crash.
    if not _has_double_key(value):
        assert first_difference(value, value) is None


@given(values, values)
def test_equality_is_symmetric_and_agrees_with_the_canonical_text(
    one: PlainValue, other: PlainValue
) -> None:
    if _has_double_key(one) or _has_double_key(other) or _has_array(one) or _has_array(other):
        return
    same = canonical(one) == canonical(other)
    assert (first_difference(one, other) is None) == same
    assert (first_difference(other, one) is None) == same


def _has_double_key(value: PlainValue) -> bool:
    match value:
        case DictValue(pairs):
            keys = {canonical(key) for key, _ in pairs}
            return len(keys) < len(pairs) or any(_has_double_key(item) for _, item in pairs)
        case dict():
            return any(map(_has_double_key, value.values()))
        case SetValue(elements):
            return any(map(_has_double_key, elements))
        case list():
            return any(map(_has_double_key, value))
        case _:
            return False


def _has_array(value: PlainValue) -> bool:
    return "array(" in canonical(value)


def test_identical_bytes_are_accepted() -> None:
    text = json.dumps([random.Random(1).random() for _ in range(100_000)])
    assert check(text, text).outcome is Outcome.ACCEPTED


def test_one_wrong_type_among_many_elements_is_found() -> None:
    right = [[index, index + 1] for index in range(100_000)]
    wrong: list[object] = [*right]
    wrong[77_777] = [77_777, 77_778.0]
    assert check(json.dumps(right), json.dumps(right, indent=1)).outcome is Outcome.ACCEPTED
    assert check(json.dumps(right), json.dumps(wrong)).detail == (
        "output[77777][1]: seen 77778.0 (float), expected 77778 (int)"
    )


@pytest.mark.parametrize(
    "output", [b"", b"\xff\xfe", b"[" * 100_000, b"9" * 5000, b'{"$array": {}}', b"[1,"]
)
def test_an_output_that_is_no_value_is_malformed(output: bytes) -> None:
    assert ExactChecker().check(b"", b"1", output).outcome is Outcome.MALFORMED


@pytest.mark.parametrize("answer", [b"", b"nonsense", b'{"$set": 1}', b"[" * 1000])
def test_an_answer_that_is_no_value_is_the_packages_fault(answer: bytes) -> None:
    with pytest.raises(CheckerError, match=r"\.ans"):
        ExactChecker().check(b"", answer, b"1")


@pytest.mark.parametrize("closing", ["[1]", "[2]"])
@pytest.mark.parametrize(
    ("left", "right"), [("[", "]"), ('{"a":', "}"), ('{"$dict":[[[0],', "]]}")]
)
def test_the_deepest_values_are_compared(left: str, right: str, closing: str) -> None:
    depth = MAX_DEPTH - 1
    answer, output = f"{left * depth}[1]{right * depth}", f"{left * depth}{closing}{right * depth} "
    assert check(answer, output).outcome is (
        Outcome.ACCEPTED if closing == "[1]" else Outcome.WRONG
    )


@pytest.mark.parametrize(
    "output",
    [
        rb'"\ud800"',
        rb'"\u202e\u0000\u001b[31m"',
        b'"' + b"x" * 100_000 + b'"',
        b"9" * 4000,
        b"[" + b'"a",' * 50_000 + b"1]",
        b'{"' + b"k" * 10_000 + b'": 1}',
        b'{"$set": [' + b"1," * 50_000 + b"1]}",
        json.dumps({"$array": {"dtype": "x" * 50_000, "shape": [1], "data": [1]}}).encode(),
        json.dumps({"$bytes": "AAAA" * 20_000}).encode(),
    ],
)
def test_details_of_hostile_values_are_short_and_printable(output: bytes) -> None:
    detail = ExactChecker().check(b"", b"[[1]]", output).detail
    assert detail is not None
    assert len(detail) < 1000
    assert detail.isprintable()
    assert detail.encode("utf-8")


def test_a_missing_key_of_any_length_is_named_shortly() -> None:
    detail = check(json.dumps({"k" * 10_000: [1]}), json.dumps({"k" * 10_000: [2]})).detail
    assert detail is not None
    assert len(detail) < 1000


def test_decoded_values_of_both_notations_are_equal() -> None:
    assert first_difference(decode(b'{"$set": []}'), SetValue([])) is None
