"""How verdicts and scores join into groups, after the ICPC format."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judge.judging.aggregate import (
    Standing,
    aggregate,
    case_score,
    max_score,
    points,
    with_runtime,
)
from judge.model.checker import CheckResult, Outcome, TokensSpec
from judge.model.limits import MIB, Limits
from judge.model.problem import (
    MemorySpec,
    Problem,
    ProblemKind,
    RuntimeSpec,
    Scoring,
    TestCase,
    TestGroup,
)
from judge.model.submission import MemoryRatio, Points, Runtime
from judge.model.verdict import Verdict

AC, WA, TLE, RTE, JE = Verdict.AC, Verdict.WA, Verdict.TLE, Verdict.RTE, Verdict.JE


def group(cases: int = 0, **fields: Any) -> TestGroup:
    made = tuple(
        TestCase(
            name=f"secret/{number}",
            group="secret",
            input_path=Path("in"),
            answer_path=Path("ans"),
            full_feedback=False,
        )
        for number in range(cases)
    )
    return TestGroup(name="secret", cases=made, **fields)


def standings(*members: tuple[Verdict | None, float]) -> list[Standing]:
    return [Standing(verdict, score) for verdict, score in members]


@pytest.mark.parametrize(
    ("mode", "members", "verdict"),
    [
        ("worst_error", [(WA, 0), (RTE, 0), (TLE, 0)], RTE),
        ("first_error", [(AC, 1), (WA, 0), (RTE, 0)], WA),
        ("always_accept", [(WA, 0)], AC),
        ("any_accepted", [(WA, 0), (AC, 1)], AC),
        ("any_accepted", [(WA, 0), (TLE, 0)], TLE),
        ("always_accept", [(AC, 1), (JE, 0)], JE),
        ("worst_error", [], AC),
        ("worst_error", [(None, 0), (None, 0)], None),
    ],
)
def test_a_groups_verdict(mode: str, members: Any, verdict: Verdict | None) -> None:
    assert aggregate(group(verdict_mode=mode), standings(*members)).verdict is verdict


@pytest.mark.parametrize(
    ("mode", "score"), [("sum", 6.0), ("min", 1.0), ("max", 3.0), ("avg", 2.0)]
)
def test_a_groups_score(mode: str, score: float) -> None:
    members = standings((AC, 1.0), (AC, 2.0), (AC, 3.0))
    assert aggregate(group(score_mode=mode), members).score == score


def test_a_group_is_never_worth_more_than_its_maximum() -> None:
    assert aggregate(group(max_score=4.0), standings((AC, 3.0), (AC, 3.0))).score == 4.0


def test_a_skipped_case_scores_nothing_in_a_pass_fail_group() -> None:
    pass_fail = group(2, score_mode="min", accept_score=20.0)
    assert aggregate(pass_fail, standings((WA, 0.0), (None, 0.0))).score == 0.0


def test_a_checkers_score_counts_only_for_accepted_cases() -> None:
    worth_ten = group(accept_score=10.0, reject_score=-1.0)
    half = CheckResult(outcome=Outcome.ACCEPTED, score_multiplier=0.5)
    absolute = CheckResult(outcome=Outcome.ACCEPTED, score=7.0)
    assert case_score(worth_ten, AC, half) == 5.0
    assert case_score(worth_ten, AC, absolute) == 7.0
    assert case_score(worth_ten, AC, CheckResult(outcome=Outcome.ACCEPTED)) == 10.0
    assert case_score(worth_ten, WA, half) == -1.0
    assert case_score(worth_ten, TLE, None) == -1.0


def test_what_a_tree_is_worth() -> None:
    tree = TestGroup(
        name="",
        groups=(
            TestGroup(name="sample", cases=group(2).cases, ignored=True),
            group(3, accept_score=2.0),
            group(5, score_mode="min", accept_score=20.0),
        ),
    )
    assert max_score(tree) == 26.0


@given(st.lists(st.sampled_from([AC, WA, TLE, RTE]), max_size=8), st.randoms())
def test_the_order_of_cases_does_not_change_the_worst_verdict_or_the_sum(
    verdicts: list[Verdict], random: Any
) -> None:
    members = [Standing(verdict, float(verdict is AC)) for verdict in verdicts]
    shuffled = members.copy()
    random.shuffle(shuffled)
    assert aggregate(group(), members) == aggregate(group(), shuffled)


@given(st.lists(st.sampled_from([AC, WA, TLE, RTE]), min_size=1, max_size=8))
def test_a_group_is_accepted_exactly_if_all_of_it_is(verdicts: list[Verdict]) -> None:
    members = [Standing(verdict, 0.0) for verdict in verdicts]
    assert (aggregate(group(), members).verdict is AC) == all(verdict is AC for verdict in verdicts)


@pytest.mark.parametrize(("rejected_scores", "earned"), [(True, 30.0), (False, 0.0)])
def test_a_rejected_submission_keeps_its_groups_points_where_the_format_says_so(
    rejected_scores: bool, earned: float
) -> None:
    data = TestGroup(name="", groups=(group(1, max_score=100.0),))
    problem = problem_of(data, scored=True, rejected_scores=rejected_scores)
    assert points(problem, data, Standing(WA, 30.0)).correctness == earned
    assert points(problem, data, Standing(AC, 30.0)).correctness == 30.0


def problem_of(data: TestGroup, **fields: Any) -> Problem:
    limits = Limits(cpu_time_ms=1, wall_time_ms=1, memory_bytes=16 * MIB, output_bytes=1)
    return Problem(
        name="p",
        title="P",
        root=Path("p"),
        digest="",
        kind=ProblemKind.STDIO,
        signature=None,
        image="python",
        languages=("python3",),
        limits=limits,
        compile_limits=limits,
        checker=TokensSpec(),
        data=data,
        **fields,
    )


MEASURED = Runtime(
    ratio=1.0,
    interval=(0.98, 1.02),
    comparison="same",
    rounds=5,
    repeated=0,
    noise=0.01,
    submission_ms=10.0,
    reference_ms=10.0,
    import_ms=1.0,
    submission_memory_bytes=40 * MIB,
    reference_memory_bytes=20 * MIB,
    memory=MemoryRatio(ratio=2.0, interval=(1.9, 2.1), comparison="more"),
)


@pytest.mark.parametrize(
    ("scoring", "measured", "earned", "total"),
    [
        ({}, MEASURED, (None, None), 100),
        ({"runtime": 20}, MEASURED, (20, None), 120),
        ({"memory": 10}, MEASURED, (None, 5), 105),
        ({"runtime": 20, "memory": 10}, MEASURED, (20, 5), 125),
        (
            {"runtime": 20, "memory": 10},
            MEASURED.model_copy(update={"memory": None}),
            (20, None),
            120,
        ),
        ({"runtime": 20, "memory": 10}, None, (None, None), 100),
    ],
)
def test_time_and_memory_earn_points_where_they_are_scored_and_measured(
    scoring: dict[str, float],
    measured: Runtime | None,
    earned: tuple[float | None, float | None],
    total: float,
) -> None:
    problem = problem_of(
        TestGroup(name=""),
        scoring=Scoring(**scoring),
        runtime=RuntimeSpec(cases=(), memory=MemorySpec(full_at=1.25, zero_at=3.2)),
    )
    found = with_runtime(problem, Points(correctness=100), measured)
    assert (found.runtime, found.memory) == earned
    assert found.total == total
