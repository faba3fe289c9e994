"""Positions among others, and the histogram's bins. Pure."""

from itertools import pairwise

import pytest

from judge.scoring.percentile import EDGES, LEAST_OTHERS, bins, percentile


@pytest.mark.parametrize(
    ("others", "slower", "equal", "expected"),
    [
        (5, 5, 0, 100),
        (5, 0, 0, 0),
        (5, 0, 5, 50),
        (8, 4, 2, 62.5),
        (200, 166, 0, 83),
        (LEAST_OTHERS - 1, 4, 0, None),
        (0, 0, 0, None),
    ],
)
def test_a_tie_counts_half_and_too_few_say_nothing(
    others: int, slower: int, equal: int, expected: float | None
) -> None:
    assert percentile(others, slower, equal) == expected


def test_who_gets_slower_never_rises() -> None:
    ratios = [0.5, 0.9, 0.9, 1.0, 1.0, 1.0, 7.0]

    def at(ratio: float) -> float:
        slower = sum(each > ratio for each in ratios)
        found = percentile(len(ratios), slower, ratios.count(ratio))
        assert found is not None
        return found

    found = [at(ratio) for ratio in (0.1, 0.5, 0.7, 0.9, 0.95, 1.0, 2.0, 7.0, 8.0)]
    assert found == sorted(found, reverse=True)
    assert (found[0], found[-1]) == (100, 0)


def test_bins_are_even_on_a_log_scale_and_leave_nothing_out() -> None:
    assert len(EDGES) == 19
    assert 1.0 in EDGES
    for low, high in pairwise(EDGES):
        assert high / low == pytest.approx(10 ** (1 / 8), rel=0.005)
    made = bins(range(20))
    assert [each.count for each in made] == list(range(20))
    assert (made[0].at_least, made[-1].below) == (None, None)
    assert [each.below for each in made[:-1]] == [each.at_least for each in made[1:]] == [*EDGES]


def test_counts_of_other_bins_are_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        bins([1, 2])
