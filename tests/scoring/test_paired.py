"""Ratios of paired times, and points for them. Pure."""

import random
from itertools import pairwise
from statistics import median, stdev

import pytest

from judge.model.limits import MIB
from judge.scoring.paired import (
    BLUR_BYTES,
    FLOOR_MS,
    Comparison,
    Ratio,
    memory_ratio,
    spread,
    time_ratio,
)
from judge.scoring.points import ratio_points


def rounds(true_ratio: float, noise: float, count: int, seed: int) -> list[tuple[float, float]]:
    """Times with noise that only adds, and with slow phases of the host that hit both."""
    dice = random.Random(seed)

    def took(work: float, phase: float) -> float:
        return work * phase * (1 + dice.expovariate(1 / noise))

    phases = [dice.choice((1.0, 1.0, 2.5)) for _ in range(count)]
    return [(took(10.0 * true_ratio, phase), took(10.0, phase)) for phase in phases]


def test_slow_phases_of_the_host_cancel() -> None:
    found = time_ratio(rounds(2.0, 0.001, 15, seed=1))
    assert found.ratio == pytest.approx(2.0, rel=0.01)
    assert found.comparison is Comparison.MORE


def test_one_spoilt_round_changes_nothing() -> None:
    steady = [(20.0, 10.0)] * 8
    assert time_ratio([*steady, (200.0, 10.0)]).ratio == 2.0


def test_it_moves_less_than_a_median_would() -> None:
    dice = random.Random(5)
    measured = [[(dice.gauss(20, 1), dice.gauss(10, 0.5)) for _ in range(15)] for _ in range(200)]
    medians = [median(own / other for own, other in rounds) for rounds in measured]
    assert stdev(time_ratio(rounds).ratio for rounds in measured) < 0.95 * stdev(medians)


@pytest.mark.parametrize("true_ratio", [0.5, 1.0, 3.0])
def test_the_interval_holds_the_true_ratio_nearly_always(true_ratio: float) -> None:
    intervals = [time_ratio(rounds(true_ratio, 0.05, 11, seed)) for seed in range(200)]
    held = [found.low <= true_ratio <= found.high for found in intervals]
    assert sum(held) >= 0.88 * len(held)


def test_more_rounds_make_it_narrower() -> None:
    widths = [
        median(time_ratio(rounds(1.5, 0.05, count, seed)).width for seed in range(30))
        for count in (5, 11, 25)
    ]
    assert all(wider > narrower for wider, narrower in pairwise(widths))


def test_the_same_measurements_give_the_same_result() -> None:
    measured = rounds(1.3, 0.1, 9, seed=3)
    assert time_ratio(measured) == time_ratio(measured)


@pytest.mark.parametrize(
    ("low", "high", "comparison"),
    [
        (0.7, 0.99, Comparison.LESS),
        (1.01, 1.5, Comparison.MORE),
        (0.97, 1.03, Comparison.SAME),
        (0.8, 1.2, Comparison.UNCERTAIN),
        (0.8, 1.0, Comparison.UNCERTAIN),
    ],
)
def test_only_what_the_interval_says_is_said(low: float, high: float, comparison: str) -> None:
    ratio = Ratio(ratio=(low + high) / 2, low=low, high=high, rounds=5)
    assert ratio.comparison == comparison


def test_a_widened_interval_holds_the_margin_and_what_it_held_before() -> None:
    ratio = Ratio(ratio=2.0, low=1.7, high=2.05, rounds=5)
    assert (ratio.widened(0.1).low, ratio.widened(0.1).high) == (1.7, 2.1)
    assert ratio.widened(3.0).low == 0.0
    assert ratio.widened(0.0) == ratio


def test_nothing_measured_is_not_infinitely_fast() -> None:
    found = time_ratio([(0.0, FLOOR_MS * 4)] * 5)
    assert found.ratio == pytest.approx(0.25)


def test_the_spread_is_a_share_and_one_outlier_is_none() -> None:
    assert spread([10.0] * 9) == 0
    assert spread([10.0] * 9 + [99.0]) == 0
    assert spread([9.0, 10.0, 11.0]) == pytest.approx(0.1)


def test_less_memory_than_figures_are_good_to_is_not_told_from_nothing() -> None:
    found = memory_ratio([(0.0, BLUR_BYTES / 2)] * 25)
    assert (found.ratio, found.low, found.high) == (1, 0, 2)
    assert found.comparison is Comparison.UNCERTAIN


@pytest.mark.parametrize(
    ("own", "reference", "comparison"),
    [
        (99, 100, Comparison.SAME),
        (97, 100, Comparison.LESS),
        (103, 100, Comparison.MORE),
        (8, 7, Comparison.UNCERTAIN),
        (6, 8, Comparison.UNCERTAIN),
        (10, 8, Comparison.UNCERTAIN),
        (5, 8, Comparison.LESS),
    ],
)
def test_a_difference_in_memory_is_told_from_what_figures_are_good_to(
    own: int, reference: int, comparison: Comparison
) -> None:
    found = memory_ratio([(own * MIB, reference * MIB)] * 25)
    assert found.ratio == pytest.approx(own / reference)
    assert found.comparison is comparison


def test_an_unsteady_peak_makes_the_interval_wider_than_that() -> None:
    found = memory_ratio([(take * MIB, 100 * MIB) for take in (100, 150, 200, 250, 300)])
    assert found.low < 1.5
    assert found.high > 2.5


def test_without_a_round_there_is_no_ratio() -> None:
    for ratio_of in (time_ratio, memory_ratio):
        with pytest.raises(ValueError, match="one round"):
            ratio_of([])


@pytest.mark.parametrize(
    ("ratio", "expected"), [(0.1, 20), (1.5, 20), (10, 0), (50, 0), (15**0.5, 10)]
)
def test_points_are_log_linear_between_full_and_none(ratio: float, expected: float) -> None:
    assert ratio_points(ratio, 20, 1.5, 10) == pytest.approx(expected)


def test_twice_as_slow_costs_the_same_everywhere_between() -> None:
    steps = [ratio_points(2.0**power, 20, 1, 64) for power in range(7)]
    assert [earlier - later for earlier, later in pairwise(steps)] == pytest.approx([20 / 6] * 6)
