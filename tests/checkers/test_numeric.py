"""Numbers within a tolerance."""

import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judge.checkers.numeric import NumericChecker
from judge.errors import CheckerError
from judge.model.checker import CheckResult, NumericSpec, Outcome
from judge.model.hints import Hint
from judge.model.values import MAX_DEPTH

numbers = st.floats(allow_nan=False, allow_infinity=False, width=32) | st.integers(-(2**70), 2**70)
nested = st.recursive(
    numbers | st.none() | st.text(max_size=2),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from("abc"), inner),
    max_leaves=12,
)


def check(answer: object, output: object, **parameters: Any) -> CheckResult:
    checker = NumericChecker(NumericSpec(**parameters))
    return checker.check(b"", json.dumps(answer).encode(), json.dumps(output).encode())


def array(dtype: str, shape: list[int], data: list[Any]) -> object:
    return {"$array": {"dtype": dtype, "shape": shape, "data": data}}


def cplx(real: float, imaginary: float) -> object:
    return {"$complex": [real, imaginary]}


@given(nested)
def test_every_answer_is_right_itself(answer: object) -> None:
    assert check(answer, answer, rtol=0, atol=0).outcome is Outcome.ACCEPTED


@given(nested.filter(lambda value: value is not None), nested)
def test_with_no_tolerance_only_equal_numbers_are_right(answer: object, output: object) -> None:
    accepted = check(answer, output, rtol=0, atol=0).outcome is Outcome.ACCEPTED
    assert accepted == (answer == output)


@pytest.mark.parametrize(
    ("answer", "output", "parameters"),
    [
        (1, 1.0, {}),
        (1, True, {}),
        ([0, 1], array("bool", [2], [False, True]), {}),
        (1.0, 1.0 + 1e-7, {}),
        (0.0, 1e-10, {}),
        (0.0, -0.0, {"rtol": 0, "atol": 0}),
        (100.0, 101.0, {"rtol": 0.01, "atol": 0}),
        ([1, 2.5], array("float64", [2], [1, 2.5]), {}),
        (array("float64", [2], [1, 2.5]), [1, 2.5], {}),
        ([0.1, 0.2], array("float32", [2], [0.1, 0.2]), {}),
        ([[1, 2], [3, 4]], array("int8", [2, 2], [1, 2, 3, 4]), {}),
        ([[1, 2], [3]], [[1.0, 2.0], [3.0]], {}),
        ([], array("float64", [0], []), {}),
        ([], array("float64", [0, 3], []), {}),
        (5.0, array("float64", [], [5]), {}),
        ({"w": [1.0], "b": 2}, {"b": 2.0, "w": array("float64", [1], [1])}, {}),
        ({"$dict": [[1, 2.0]]}, {"$dict": [[1, 2]]}, {}),
        ([1.0, None, "a"], [1, None, "a"], {}),
        (math.inf, math.inf, {}),
        (-math.inf, -math.inf, {}),
        ([math.nan, 1], [math.nan, 1], {"nan": "equal"}),
        (cplx(1, 2), cplx(1, 2 + 1e-8), {}),
        (cplx(1, 0), 1, {}),
        (2**53 + 1, 2**53 + 1, {"rtol": 0, "atol": 0}),
        (2**53 + 1, 2**53, {"rtol": 0, "atol": 1}),
        (10**400, 10**400 + 10**390, {}),
        ([1, 2, 3], array("float64", [3, 1], [1, 2, 3]), {"shape": "broadcastable_ones"}),
        (5, [[5]], {"shape": "broadcastable_ones"}),
        (1, 2, {"dtype": "kind", "atol": 1}),
        ([1, 2.5], [1.0, 2.5], {"dtype": "kind"}),
        (array("int64", [1], [1]), array("uint8", [1], [1]), {"dtype": "kind"}),
        ([], [], {"dtype": "kind"}),
        (array("float32", [1], [1]), array("float32", [1], [1]), {"dtype": "exact"}),
        ([1.0], array("float32", [1], [1]), {"dtype": "exact"}),
        ([1, 2], array("object", [2], [1, 2]), {}),
        ({"$set": ["a"]}, {"$set": ["a"]}, {}),
    ],
)
def test_accepts(answer: object, output: object, parameters: dict[str, Any]) -> None:
    assert check(answer, output, **parameters).outcome is Outcome.ACCEPTED


@pytest.mark.parametrize(
    ("answer", "output", "parameters", "hint"),
    [
        (1.0, 1.0 + 1e-5, {}, Hint.CLOSE),
        (1.0, 2.0, {}, None),
        ([1.0, 2.0], [1.0 + 1e-5, 5.0], {}, None),
        (1.0, "1.0", {}, Hint.WRONG_TYPE),
        ([1.0, 2.0], [1.0, "2.0"], {}, Hint.WRONG_TYPE),
        ([1.0, 2.0], [1.0, None], {}, Hint.WRONG_TYPE),
        ([1.0], None, {}, Hint.RETURNED_NOTHING),
        ([1.0], 1.0, {}, Hint.WRONG_SHAPE),
        ([1.0], {"0": 1.0}, {}, Hint.WRONG_TYPE),
        ([1.0], {"$set": [1.0]}, {}, Hint.WRONG_TYPE),
        (None, 0, {}, Hint.WRONG_TYPE),
        ([1, 2], [1, 2, 3], {}, Hint.WRONG_LENGTH),
        ([[1, 2], [3, 4]], [[1, 2, 3, 4]], {}, Hint.WRONG_SHAPE),
        ([[1, 2], [3, 4]], [[1, 2], [3]], {}, Hint.WRONG_LENGTH),
        ([1, 2], array("float64", [2, 1], [1, 2]), {}, Hint.WRONG_SHAPE),
        (
            [1, 2],
            array("float64", [2, 2], [1, 2, 3, 4]),
            {"shape": "broadcastable_ones"},
            Hint.WRONG_SHAPE,
        ),
        (array("float64", [0, 2], []), array("float64", [0, 3], []), {}, Hint.WRONG_SHAPE),
        (1.0, math.nan, {}, Hint.NOT_FINITE),
        (1.0, math.nan, {"nan": "equal"}, Hint.NOT_FINITE),
        (1.0, math.inf, {"rtol": 1e300, "atol": 1e300}, Hint.NOT_FINITE),
        (math.inf, 1.0, {}, None),
        (math.inf, -math.inf, {}, None),
        (math.inf, 10**400, {}, None),
        (math.nan, 1.0, {"nan": "equal"}, None),
        (math.nan, 2**60, {"nan": "equal"}, None),
        (2**60, math.nan, {"nan": "equal"}, Hint.NOT_FINITE),
        (1.7e308, -1.7e308, {}, None),
        (2**53 + 1, 2**53, {"rtol": 0, "atol": 0}, None),
        (2**63, 2**63 + 1, {"rtol": 0, "atol": 0}, None),
        (2**53 + 1, float(2**53), {"rtol": 0, "atol": 0}, None),
        (
            array("uint64", [1], [2**64 - 1]),
            array("uint64", [1], [2**64 - 2]),
            {"rtol": 0, "atol": 0},
            None,
        ),
        (1, 10**4000, {}, None),
        (cplx(1, 2), cplx(1, 3), {}, None),
        (cplx(1, 2), 10**400, {}, None),
        (1, cplx(1, 1), {}, None),
        ({"a": 1}, {"b": 1}, {}, None),
        ({"a": 1}, {"a": 1, "b": 1}, {}, Hint.WRONG_LENGTH),
        ({"a": [1]}, {"a": [2]}, {}, None),
        ([1.0, "a"], [1.0, "b"], {}, None),
        (1, 1.0, {"dtype": "kind"}, Hint.WRONG_TYPE),
        (1.0, 1, {"dtype": "kind"}, Hint.WRONG_TYPE),
        (1, True, {"dtype": "kind"}, Hint.WRONG_TYPE),
        ([1.0], array("int64", [1], [1]), {"dtype": "kind"}, Hint.WRONG_DTYPE),
        (
            array("float64", [1], [1]),
            array("float32", [1], [1]),
            {"dtype": "exact"},
            Hint.WRONG_DTYPE,
        ),
        (array("float64", [1], [1]), [1.0], {"dtype": "exact"}, Hint.WRONG_DTYPE),
        ([1.0], array("<U3", [1], ["1.0"]), {}, Hint.WRONG_TYPE),
        ([1.0], array("object", [1], [[1.0]]), {}, Hint.WRONG_SHAPE),
    ],
)
def test_refuses(
    answer: object, output: object, parameters: dict[str, Any], hint: Hint | None
) -> None:
    result = check(answer, output, **parameters)
    assert (result.outcome, result.hint) == (Outcome.WRONG, hint)


def test_the_first_wrong_number_and_the_largest_errors_are_named() -> None:
    answer = {"w": [[1.0, 2.0], [4.0, 5.0]], "b": 10}
    output = {"w": [[1.0, 2.0], [3.0, 5.0]], "b": 15}
    assert check(answer, output, rtol=1e-3, atol=0).detail == (
        "output['w'][1][0]: seen 3.0, expected 4.0; 2 of 5 numbers outside the tolerance "
        "(rtol 0.001, atol 0); largest absolute error 5, largest relative error 0.5"
    )


def test_places_in_arrays_have_an_index_for_each_axis() -> None:
    output = array("float64", [2, 1, 2], [0, 0, 0, 1])
    detail = check([[[0, 0]], [[0, 0]]], output).detail
    assert detail is not None
    assert detail.startswith("output[1][0][1]: seen 1.0, expected 0;")


def test_an_answer_with_nan_is_refused_where_no_nan_is_right() -> None:
    with pytest.raises(CheckerError, match=r"output\[1\].*nan to equal"):
        check([1.0, math.nan], [1.0, math.nan])


def test_infinity_is_close_to_nothing() -> None:
    result = check([math.inf] * 3, [1e308, math.inf, -1.0], rtol=1.0)
    assert result.outcome is Outcome.WRONG


@pytest.mark.parametrize(
    "output",
    [
        b"[" * 1000 + b"]" * 1000,
        b'{"$array": {"dtype": "float64", "shape": [1000000000, 1000000000], "data": ""}}',
        b'{"$array": {"dtype": "O8,(1000000000,)f8", "shape": [1], "data": "AAAAAAAAAAA="}}',
        b"1" * 5000,
        b"\xff",
    ],
)
def test_hostile_values_are_malformed(output: bytes) -> None:
    assert NumericChecker(NumericSpec()).check(b"", b"1.0", output).outcome is Outcome.MALFORMED


@pytest.mark.parametrize("dtype", ["V8", "O", "datetime64[ns]", "f8,(9999999,)f8", "\x1b[31m", ""])
def test_unknown_dtypes_are_read_as_lists_and_never_given_to_numpy(dtype: str) -> None:
    assert check([1.0], array(dtype, [1], [1.0])).outcome is Outcome.ACCEPTED


def test_the_deepest_values_are_compared() -> None:
    answer = "[" * MAX_DEPTH + '1, "a"' + "]" * MAX_DEPTH
    output = "[" * MAX_DEPTH + '2, "a"' + "]" * MAX_DEPTH
    checker = NumericChecker(NumericSpec())
    assert checker.check(b"", answer.encode(), answer.encode()).outcome is Outcome.ACCEPTED
    assert checker.check(b"", answer.encode(), output.encode()).outcome is Outcome.WRONG


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=5), st.floats(1e-9, 0.1), st.data())
def test_an_error_within_the_tolerance_is_right_and_twice_the_tolerance_is_wrong(
    answer: list[float], atol: float, data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(answer) - 1))
    near, far = list(answer), list(answer)
    near[index] += 0.9 * atol
    far[index] += 2 * atol + 1e-9
    assert check(answer, near, rtol=0, atol=atol + 1e-9).outcome is Outcome.ACCEPTED
    assert check(answer, far, rtol=0, atol=atol).outcome is Outcome.WRONG
