"""Ratios of paired times, and points for them. Pure."""

import random
from itertools import pairwise
from statistics import median

import pytest

from judge.scoring.paired_runtime import FLOOR_MS, Comparison, Ratio, ratio_of, spread
from judge.scoring.points import runtime_points


def rounds(true_ratio: float, noise: float, count: int, seed: int) -> list[tuple[float, float]]:
    """Times with noise that only adds, and with slow phases of the host that hit both."""
    dice = random.Random(seed)
    phases = [dice.choice((1.0, 1.0, 2.5)) for _ in range(count)]
    return [
        tuple(phase * 10.0 * ratio * (1 + dice.expovariate(1 / noise)) for ratio in (true_ratio, 1))  # type: ignore[misc]
        for phase in phases
    ]


def test_slow_phases_of_the_host_cancel() -> None:
    found = ratio_of(rounds(2.0, 0.001, 15, seed=1))
    assert found.ratio == pytest.approx(2.0, rel=0.01)
    assert found.comparison is Comparison.SLOWER


def test_one_spoilt_round_changes_nothing() -> None:
    steady = [(20.0, 10.0)] * 8
    assert ratio_of([*steady, (200.0, 10.0)]).ratio == 2.0


@pytest.mark.parametrize("true_ratio", [0.5, 1.0, 3.0])
def test_the_interval_holds_the_true_ratio_nearly_always(true_ratio: float) -> None:
    intervals = [ratio_of(rounds(true_ratio, 0.05, 11, seed)) for seed in range(200)]
    held = [found.low <= true_ratio <= found.high for found in intervals]
    assert sum(held) >= 0.88 * len(held)


def test_more_rounds_make_it_narrower() -> None:
    widths = [
        median(ratio_of(rounds(1.5, 0.05, count, seed)).width for seed in range(30))
        for count in (5, 11, 25)
    ]
    assert all(wider > narrower for wider, narrower in pairwise(widths))


def test_the_same_measurements_give_the_same_result() -> None:
    measured = rounds(1.3, 0.1, 9, seed=3)
    assert ratio_of(measured) == ratio_of(measured)


@pytest.mark.parametrize(
    ("low", "high", "comparison"),
    [
        (0.7, 0.99, Comparison.FASTER),
        (1.01, 1.5, Comparison.SLOWER),
        (0.97, 1.03, Comparison.SAME),
        (0.8, 1.2, Comparison.UNCERTAIN),
        (0.9, 1.0, Comparison.UNCERTAIN),
    ],
)
def test_only_what_the_interval_says_is_said(low: float, high: float, comparison: str) -> None:
    ratio = Ratio(ratio=(low + high) / 2, low=low, high=high, rounds=5)
    assert ratio.comparison == comparison


def test_nothing_measured_is_not_infinitely_fast() -> None:
    found = ratio_of([(0.0, FLOOR_MS * 4)] * 5)
    assert found.ratio == pytest.approx(0.25)


def test_the_spread_is_a_share_and_one_outlier_is_none() -> None:
    assert spread([10.0] * 9) == 0
    assert spread([10.0] * 9 + [99.0]) == 0
    assert spread([9.0, 10.0, 11.0]) == pytest.approx(0.1)


def test_without_a_round_there_is_no_ratio() -> None:
    with pytest.raises(ValueError, match="one round"):
        ratio_of([])


@pytest.mark.parametrize(
    ("ratio", "expected"), [(0.1, 20), (1.5, 20), (10, 0), (50, 0), (15**0.5, 10)]
)
def test_points_are_log_linear_between_full_and_none(ratio: float, expected: float) -> None:
    assert runtime_points(ratio, 20, 1.5, 10) == pytest.approx(expected)


def test_twice_as_slow_costs_the_same_everywhere_between() -> None:
    steps = [runtime_points(2.0**power, 20, 1, 64) for power in range(7)]
    assert [earlier - later for earlier, later in pairwise(steps)] == pytest.approx([20 / 6] * 6)
