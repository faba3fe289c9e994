"""What is called fair, and what is judged to find out."""

import pytest

from bench.fairness import Repetition, alternating, chosen_solution, fairness_of, scoring_runtime
from judge.model.problem import RuntimeSpec


def rep(points: float, ratio: float, low: float, high: float) -> Repetition:
    return Repetition("AC", 1.0, 0.0, points, ratio, low, high)


SPEC = RuntimeSpec(cases=("secret/1",), full_at=1.5, zero_at=6)
LOST = Repetition("AC", 1.0, 0.0)
QUIET = [rep(20, ratio, ratio - 0.1, ratio + 0.1) for ratio in (1.9, 2.0, 2.4)]
HOLDS, MISSES = rep(15, 2.1, 1.9, 2.2), rep(15, 2.5, 2.1, 2.7)


def test_points_may_differ_by_a_twentieth_of_full_marks() -> None:
    fair = fairness_of(QUIET, [rep(15, 2, 1.9, 2.1), rep(16, 2, 1.9, 2.1)], 20, SPEC)
    unfair = fairness_of(QUIET, [rep(15, 2, 1.9, 2.1), rep(16.1, 2, 1.9, 2.1)], 20, SPEC)
    assert fair["points_spread"] == pytest.approx(0.05)
    assert (fair["fair_points"], unfair["fair_points"]) == (True, False)


def test_what_points_would_differ_by_on_the_slope_is_told_where_all_are_full() -> None:
    full = [rep(20, ratio, ratio - 0.1, ratio + 0.1) for ratio in (0.5, 0.6, 1.0)]
    found = fairness_of(QUIET, full, 20, SPEC)
    assert found["points_spread"] == 0
    assert found["slope_spread"] == pytest.approx(0.5), "twice the ratio, of a scale of four times"


def test_nine_of_ten_intervals_have_to_hold_the_quiet_median() -> None:
    fair = fairness_of(QUIET, [HOLDS] * 9 + [MISSES], 20, SPEC)
    unfair = fairness_of(QUIET, [HOLDS] * 8 + [MISSES] * 2, 20, SPEC)
    assert fair["quiet_ratio"] == 2.0
    assert (fair["coverage"], unfair["coverage"]) == (0.9, 0.8)
    assert (fair["fair_interval"], unfair["fair_interval"]) == (True, False)


def test_a_repetition_without_a_ratio_is_not_fair() -> None:
    found = fairness_of(QUIET, [HOLDS] * 10 + [LOST], 20, SPEC)
    assert found["not_measured"] == 1
    assert not found["fair_points"]
    nothing = fairness_of([LOST], [LOST], 20, SPEC)
    assert not nothing["fair_points"]
    assert not nothing["fair_interval"]


def test_quiet_and_busy_repetitions_alternate() -> None:
    assert alternating(1, 2) == [True, False, True]
    assert alternating(2, 0) == [False, False]
    plan = alternating(10, 20)
    assert (len(plan), sum(plan)) == (30, 20)
    assert all(sum(plan[start : start + 6]) in (3, 4, 5) for start in range(24))


def test_ten_problems_can_be_judged_with_another_solution_than_the_model() -> None:
    packages = scoring_runtime()
    assert len(packages) >= 10
    solutions = [chosen_solution(package) for package in packages]
    assert all(solution.accepted and not solution.model_solution for solution in solutions)
