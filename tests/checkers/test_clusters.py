"""Clusterings, right up to the names of the clusters."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judge.checkers.clusters import ClustersChecker
from judge.checkers.matching import perfect_matching
from judge.errors import CheckerError
from judge.model.checker import CheckResult, ClustersSpec, Outcome
from judge.model.hints import Hint

labellings = st.integers(1, 6).flatmap(
    lambda count: st.tuples(
        st.just(count),
        st.lists(st.integers(0, count - 1), max_size=12),
        st.permutations(range(count)),
    )
)


def check(answer: object, output: object, **parameters: Any) -> CheckResult:
    checker = ClustersChecker(ClustersSpec(**parameters))
    return checker.check(b"", json.dumps(answer).encode(), json.dumps(output).encode())


def array(dtype: str, shape: list[int], data: list[Any]) -> object:
    return {"$array": {"dtype": dtype, "shape": shape, "data": data}}


@given(labellings)
def test_any_renaming_is_accepted(labelling: tuple[int, list[int], list[int]]) -> None:
    _, labels, names = labelling
    assert check(labels, [names[label] for label in labels]).outcome is Outcome.ACCEPTED
    assert check(labels, [f"c{label}" for label in labels]).outcome is Outcome.ACCEPTED


@given(labellings)
def test_centroids_renamed_with_their_labels_are_accepted(
    labelling: tuple[int, list[int], list[int]],
) -> None:
    count, labels, names = labelling
    centroids = [[float(index // 2), 1.0] for index in range(count)]  # some are the same point
    moved = [centroids[names.index(index)] for index in range(count)]
    output = [[names[label] for label in labels], moved]
    result = check([labels, centroids], output, labels=0, centroids=1)
    assert result.outcome is Outcome.ACCEPTED


@given(
    st.lists(st.integers(0, 3), max_size=8).flatmap(
        lambda labels: st.tuples(
            st.just(labels), st.lists(st.integers(0, 3), min_size=len(labels), max_size=len(labels))
        )
    )
)
def test_accepted_means_the_same_pairs_are_together(pair: tuple[list[int], list[int]]) -> None:
    answer, output = pair
    points = range(len(answer))
    same = all(
        (answer[one] == answer[other]) == (output[one] == output[other])
        for one in points
        for other in points
    )
    assert (check(answer, output).outcome is Outcome.ACCEPTED) == same
    assert (check(output, answer).outcome is Outcome.ACCEPTED) == same


@pytest.mark.parametrize(
    ("answer", "output", "parameters"),
    [
        ([0, 0, 1], array("int32", [3], [5, 5, 2]), {}),
        ([[0, 1], [1, 1]], array("int64", [2, 2], [1, 0, 0, 0]), {}),
        ([], [], {}),
        ({"labels": [0, 1], "sse": 2.0}, {"labels": [1, 0], "sse": 2}, {"labels": "labels"}),
        # Clusters 1 and 2 are empty: their centroids come in any order.
        ([[0, 0], [[1], [2], [3]]], [[2, 2], [[3], [2], [1]]], {"labels": 0, "centroids": 1}),
        ([[0], [1.0, 9.0]], [[1], [9.0, 1.0]], {"labels": 0, "centroids": 1}),
        (
            [[0, 1], [[1, 1], [2, 2]]],
            [array("int64", [2], [0, 1]), array("float32", [2, 2], [1, 1, 2, 2])],
            {"labels": 0, "centroids": 1},
        ),
        ([[], []], [[], []], {"labels": 0, "centroids": 1}),
    ],
)
def test_accepts(answer: object, output: object, parameters: dict[str, Any]) -> None:
    assert check(answer, output, **parameters).outcome is Outcome.ACCEPTED


@pytest.mark.parametrize(
    ("answer", "output", "parameters", "hint"),
    [
        ([0, 0, 1], [0, 1, 1], {}, Hint.WRONG_CLUSTERS),
        ([0, 1], [0, 0], {}, Hint.WRONG_CLUSTERS),
        ([0, 0], [0, 1], {}, Hint.WRONG_CLUSTERS),
        ([0, 0], [0], {}, Hint.WRONG_LENGTH),
        ([0, 0], array("int64", [2, 1], [0, 0]), {}, Hint.WRONG_SHAPE),
        ([0], [[[]]], {}, Hint.WRONG_SHAPE),
        ([0], [{}], {}, Hint.WRONG_TYPE),
        ([0], None, {}, Hint.RETURNED_NOTHING),
        ({"labels": [0], "sse": 2.0}, {"labels": [0], "sse": 3.0}, {"labels": "labels"}, None),
        ({"labels": [0]}, {"label": [0]}, {"labels": "labels"}, Hint.WRONG_TYPE),
        ([[0], [[1.0]]], [[0]], {"labels": 0, "centroids": 1}, Hint.WRONG_TYPE),
        ([[0], [[1.0]]], [[0], [[1.0]], 7], {"labels": 0, "centroids": 1}, Hint.WRONG_LENGTH),
        ([[0], [[1.0]]], [[1], [[1.0]]], {"labels": 0, "centroids": 1}, Hint.WRONG_CLUSTERS),
        ([[0], [[1.0]]], [[-1], [[1.0]]], {"labels": 0, "centroids": 1}, Hint.WRONG_CLUSTERS),
        ([[0], [[1.0]]], [[0.0], [[1.0]]], {"labels": 0, "centroids": 1}, Hint.WRONG_TYPE),
        ([[0], [[1.0]]], [[False], [[1.0]]], {"labels": 0, "centroids": 1}, Hint.WRONG_TYPE),
        ([[0], [[1.0]]], [[0], [[1.0, 2.0]]], {"labels": 0, "centroids": 1}, Hint.WRONG_SHAPE),
        ([[0], [[1.0]]], [[0], [[1.00001]]], {"labels": 0, "centroids": 1}, Hint.CLOSE),
        ([[0], [[1.0]]], [[0], [[float("nan")]]], {"labels": 0, "centroids": 1}, Hint.NOT_FINITE),
        # The grouping is right, but the centroids are not renamed with it.
        ([[0, 1], [[1.0], [2.0]]], [[1, 0], [[1.0], [2.0]]], {"labels": 0, "centroids": 1}, None),
        ([[0], [[1], [2], [3]]], [[0], [[1], [2], [2]]], {"labels": 0, "centroids": 1}, None),
    ],
)
def test_refuses(
    answer: object, output: object, parameters: dict[str, Any], hint: Hint | None
) -> None:
    result = check(answer, output, **parameters)
    assert (result.outcome, result.hint) == (Outcome.WRONG, hint)


def test_two_points_that_are_grouped_differently_are_named() -> None:
    assert check([[0, 1, 1]], [[0, 1, 2]], labels=0).detail == (
        "output[0][2]: points 1 and 2 are in one cluster of the answer, not of the output"
    )
    assert check([0, 1, 2], ["a", "b", "a"]).detail == (
        "output[2]: points 0 and 2 are in one cluster of the output, not of the answer"
    )


@pytest.mark.parametrize(
    ("answer", "parameters"),
    [
        ({}, {}),
        ([[{}]], {}),
        ([[0]], {"labels": 1}),
        ([[0]], {"labels": "labels"}),
        ([[0], "x"], {"labels": 0, "centroids": 1}),
        ([[1], [[1.0]]], {"labels": 0, "centroids": 1}),
        ([[0], [[float("nan")]]], {"labels": 0, "centroids": 1}),
    ],
)
def test_an_answer_without_its_parts_is_the_packages_fault(
    answer: object, parameters: dict[str, Any]
) -> None:
    with pytest.raises(CheckerError, match="the answer"):
        check(answer, answer, **parameters)


def test_centroids_need_labels() -> None:
    with pytest.raises(CheckerError, match="expected a place for both"):
        ClustersChecker(ClustersSpec(centroids=1))


def test_a_matching_is_found_where_the_first_choice_blocks_the_second() -> None:
    assert perfect_matching([[0, 1], [0]]) == [1, 0]
    assert perfect_matching([[0, 1], [0, 2], [0]]) == [1, 2, 0]
    assert perfect_matching([[0], [0]]) is None
    assert perfect_matching([]) == []


@given(st.lists(st.permutations(range(5)), min_size=5, max_size=5), st.permutations(range(5)))
def test_a_hidden_perfect_matching_is_found(extra: list[list[int]], hidden: list[int]) -> None:
    fits = [sorted({*row[:1], hidden[index]}) for index, row in enumerate(extra)]
    matching = perfect_matching(fits)
    assert matching is not None
    assert sorted(matching) == list(range(5))
    assert all(column in fits[row] for row, column in enumerate(matching))
