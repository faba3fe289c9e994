"""Collections in any order, at one level and at two."""

import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judge.checkers.set_of_sets import SetOfSetsChecker
from judge.checkers.unordered import UnorderedChecker
from judge.errors import CheckerError
from judge.model.checker import CheckResult, Outcome
from judge.model.hints import Hint

elements = st.integers(0, 3) | st.booleans() | st.sampled_from([1.0, "a", None])


def unordered(answer: object, output: object) -> CheckResult:
    return UnorderedChecker().check(b"", json.dumps(answer).encode(), json.dumps(output).encode())


def set_of_sets(answer: object, output: object) -> CheckResult:
    return SetOfSetsChecker().check(b"", json.dumps(answer).encode(), json.dumps(output).encode())


def array(dtype: str, shape: list[int], data: list[object]) -> object:
    return {"$array": {"dtype": dtype, "shape": shape, "data": data}}


@given(st.lists(elements | st.lists(elements)), st.randoms(use_true_random=False))
def test_unordered_accepts_every_order(answer: list[object], shuffler: random.Random) -> None:
    output = shuffler.sample(answer, len(answer))
    assert unordered(answer, output).outcome is Outcome.ACCEPTED


@given(st.lists(st.lists(elements)), st.randoms(use_true_random=False))
def test_set_of_sets_accepts_every_order_of_both_levels(
    answer: list[list[object]], shuffler: random.Random
) -> None:
    output = [shuffler.sample(group, len(group)) for group in answer]
    shuffler.shuffle(output)
    assert set_of_sets(answer, output).outcome is Outcome.ACCEPTED


@given(st.lists(elements, min_size=1), elements, st.randoms(use_true_random=False))
def test_replacing_an_element_by_a_different_one_is_wrong(
    answer: list[object], other: object, shuffler: random.Random
) -> None:
    index = shuffler.randrange(len(answer))
    if (type(answer[index]), answer[index]) == (type(other), other):
        return
    output = [*answer[:index], other, *answer[index + 1 :]]
    shuffler.shuffle(output)
    assert unordered(answer, output).outcome is Outcome.WRONG
    assert set_of_sets([answer], [output]).outcome is Outcome.WRONG


@pytest.mark.parametrize(
    ("answer", "output"),
    [
        ([1, 2], {"$set": [2, 1]}),
        ({"$set": [1, 2]}, [2, 1]),
        ([[1, 2], [3, 4]], array("int64", [2, 2], [3, 4, 1, 2])),
        ([array("int64", [1], [1]), 2], [2, array("int64", [1], [1])]),
        (None, None),
        (5, 5),
    ],
)
def test_unordered_accepts(answer: object, output: object) -> None:
    assert unordered(answer, output).outcome is Outcome.ACCEPTED


@pytest.mark.parametrize(
    ("answer", "output", "hint"),
    [
        ([1, 2], [1, 2, 2], Hint.WRONG_LENGTH),
        ([1, 1, 2], [1, 2, 2], None),
        ([1, 1], {"$set": [1, 1]}, Hint.WRONG_LENGTH),
        ([1, 2], [1, 2.0], Hint.WRONG_TYPE),
        ([1, 2], [1, True], Hint.WRONG_TYPE),
        ([[1, 2]], [[2, 1]], None),
        ([1], None, Hint.RETURNED_NOTHING),
        ([1], 1, Hint.WRONG_TYPE),
        ([1], {"1": 1}, Hint.WRONG_TYPE),
        ([array("int64", [1], [1]), [2]], [[2], [1]], None),
        (None, [], Hint.WRONG_TYPE),
    ],
)
def test_unordered_refuses(answer: object, output: object, hint: Hint | None) -> None:
    result = unordered(answer, output)
    assert (result.outcome, result.hint) == (Outcome.WRONG, hint)


@pytest.mark.parametrize(
    ("answer", "output"),
    [
        ([[1, 2], [3]], [[3], [2, 1]]),
        ([[1, 2], [3]], [{"$set": [3]}, {"$set": [2, 1]}]),
        ([[1, 2], [3]], {"$set": [{"$set": [3]}, {"$set": [2, 1]}]}),
        ([[1, 2], [3, 4]], array("int64", [2, 2], [4, 3, 2, 1])),
        ([], []),
        ([[]], [[]]),
        (None, None),
    ],
)
def test_set_of_sets_accepts(answer: object, output: object) -> None:
    assert set_of_sets(answer, output).outcome is Outcome.ACCEPTED


@pytest.mark.parametrize(
    ("answer", "output", "hint"),
    [
        ([[1], [1]], [[1]], Hint.WRONG_LENGTH),
        ([[1, 1]], [[1]], None),
        ([[1, 2], [3]], [[1], [2, 3]], None),
        ([[1]], [["1"]], None),
        ([["ab"]], [["a", "b"]], None),
        ([["a','b"]], [["a", "b"]], None),
        ([[1]], [1], Hint.WRONG_TYPE),
        ([["ab"]], ["ab"], Hint.WRONG_TYPE),
        ([[]], [], Hint.WRONG_LENGTH),
        ([[1]], None, Hint.RETURNED_NOTHING),
        ([[1]], {"a": [1]}, Hint.WRONG_TYPE),
    ],
)
def test_set_of_sets_refuses(answer: object, output: object, hint: Hint | None) -> None:
    result = set_of_sets(answer, output)
    assert (result.outcome, result.hint) == (Outcome.WRONG, hint)


def test_set_of_sets_needs_collections_in_the_answer() -> None:
    with pytest.raises(CheckerError, match="element 1 of the answer is 5"):
        set_of_sets([[1], 5], [[1], [5]])


def test_what_is_missing_and_what_is_too_much_is_named() -> None:
    assert unordered([1, 2, 3], [3, 1, 7]).detail == (
        "output: 2 is missing and 7 is not expected (1 missing, 1 unexpected)"
    )


def test_elements_chosen_to_share_a_hash_take_no_longer_than_others() -> None:
    # All are multiples of 2^61 - 1, so all have the hash 0; in a dict of them each look-up would walk
    # through all the others, and this test would not end within the hour.
    colliding = [index * (2**61 - 1) for index in range(1, 100_001)]
    assert len(set(map(hash, colliding[:1000]))) == 1
    assert unordered(colliding, colliding[::-1]).outcome is Outcome.ACCEPTED
    assert set_of_sets([colliding], [colliding[::-1]]).outcome is Outcome.ACCEPTED
