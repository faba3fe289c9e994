"""What people read, for judgings that are hard to come by."""

from pathlib import Path
from typing import Any

import pytest

from judge.cli.render import judging_report, submitted_report
from judge.cli.watch import WatchedPercentile
from judge.model.checker import ExactSpec
from judge.model.limits import MIB, Limits
from judge.model.problem import Problem, ProblemKind, TestGroup
from judge.model.submission import (
    CaseFeedback,
    CaseResult,
    CompileResult,
    Judging,
    MemoryRatio,
    Points,
    Runtime,
)
from judge.model.verdict import Verdict

LIMITS = Limits(cpu_time_ms=2000, wall_time_ms=5000, memory_bytes=256 * MIB, output_bytes=MIB)
PROBLEM = Problem(
    name="two-sum",
    title="Two Sum",
    root=Path("/problems/two-sum"),
    digest="0" * 64,
    kind=ProblemKind.FUNCTION,
    signature=None,
    image="python",
    languages=("python3",),
    limits=LIMITS,
    compile_limits=LIMITS,
    checker=ExactSpec(),
    data=TestGroup(name=""),
)


def judging(verdict: Verdict, **fields: Any) -> Judging:
    return Judging(
        schema="coderound.judging/1",
        problem="two-sum",
        language="python3",
        verdict=verdict,
        score=0.0,
        max_score=100.0,
        points=Points(correctness=0.0),
        **fields,
    )


def case(name: str, verdict: Verdict | None, **fields: Any) -> CaseResult:
    return CaseResult(name=name, group="secret", verdict=verdict, **fields)


def report(judged: Judging) -> list[str]:
    return judging_report(judged, PROBLEM).splitlines()


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.setenv("COLUMNS", "100")


def test_the_last_line_is_the_verdict() -> None:
    lines = report(judging(Verdict.AC, cases=(case("secret/1", Verdict.AC, cpu_time_ms=12.0),)))
    assert lines[-1] == ("AC Accepted · 0 of 100 points · two-sum · slowest case 12 ms of 2.00 s")


def test_cases_that_were_not_run_take_one_line() -> None:
    skipped = tuple(case(f"secret/{number}", None) for number in range(2, 50))
    lines = report(judging(Verdict.WA, cases=(case("secret/1", Verdict.WA), *skipped)))
    assert [line.split() for line in lines if "not run" in line] == [
        ["secret/2", "and", "47", "more", "not", "run"]
    ]


def test_a_judge_error_tells_its_reason() -> None:
    lines = report(judging(Verdict.JE, message="no Docker engine answers"))
    assert "no Docker engine answers" in "\n".join(lines)
    assert lines[-1].startswith("JE Judge Error")


def test_the_compilers_words_cannot_flood_the_terminal() -> None:
    message = "\n".join(f"error {number} \x1b[2J" for number in range(1000))
    lines = report(judging(Verdict.CE, compile=CompileResult(ok=False, message=message)))
    assert len(lines) < 60
    assert "more lines" in "\n".join(lines)
    assert "\x1b" not in "\n".join(lines)


def test_markup_of_a_program_is_text() -> None:
    feedback = CaseFeedback(input="[bold]x[/bold]", answer="[/]", output=":boom: [red]")
    lines = report(judging(Verdict.WA, cases=(case("s/1", Verdict.WA, feedback=feedback),)))
    rows = [line.split(maxsplit=1) for line in lines]
    assert ["input", "[bold]x[/bold]"] in rows
    assert ["expected", "[/]"] in rows
    assert ["got", ":boom: [red]"] in rows


def test_an_accepted_sample_is_not_explained() -> None:
    feedback = CaseFeedback(input="1", answer="2", output="2")
    lines = report(judging(Verdict.AC, cases=(case("s/1", Verdict.AC, feedback=feedback),)))
    assert not any("expected" in line for line in lines)


def test_many_failing_samples_are_explained_in_part() -> None:
    feedback = CaseFeedback(input="1", answer="2", output="3")
    cases = tuple(case(f"s/{number}", Verdict.WA, feedback=feedback) for number in range(20))
    lines = report(judging(Verdict.WA, cases=cases))
    assert sum("expected" in line for line in lines) == 3


@pytest.mark.parametrize(("percent", "shown"), [(83.1, 83), (99.9, 99), (100.0, 100), (0.0, 0)])
def test_a_position_among_others_is_never_rounded_up(percent: float, shown: int) -> None:
    position = WatchedPercentile(faster_than_percent=percent, others=124)
    text = submitted_report(judging(Verdict.AC), position)
    assert f"faster than {shown} % of 124 other solvers" in text.splitlines()


def test_without_a_position_nothing_is_said_of_others() -> None:
    assert "solvers" not in submitted_report(judging(Verdict.AC), None)


def test_a_narrow_terminal_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("FORCE_COLOR", "1")
    name = "secret/a-long-group-name/a-long-case-name"
    text = judging_report(judging(Verdict.WA, cases=(case(name, Verdict.WA),)), PROBLEM)
    assert "WA" in text
    assert "…" not in text


MEASURED = Runtime(
    ratio=2.0,
    interval=(1.9, 2.1),
    comparison="slower",
    rounds=5,
    repeated=0,
    noise=0.01,
    submission_ms=20.0,
    reference_ms=10.0,
    import_ms=1.0,
    submission_memory_bytes=1,
    reference_memory_bytes=1,
    memory=MemoryRatio(ratio=4.0, interval=(3.5, 4.5), comparison="more"),
)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, None),
        ({"noise": 0.2, "noise_floor": 0.1}, "the host's own noise is 20%"),
        ({"noise_floor": 0.3}, "the host's own noise is 30%"),
        ({"repeated": 20}, "20 runs were disturbed"),
        ({"repeated": 20, "throttled": 0}, "20 runs were disturbed"),
        (
            {"repeated": 20, "throttled": 4},
            "20 runs were disturbed, and in 4 rounds the box had used up its share of the processors",
        ),
    ],
)
def test_a_runtime_that_cannot_be_relied_on_says_why(
    changes: dict[str, Any], told: str | None
) -> None:
    measured = MEASURED.model_dump(exclude={"low_confidence"}) | changes
    runtime = Runtime.model_validate(measured)
    text = " ".join(" ".join(report(judging(Verdict.AC, runtime=runtime))).split())
    assert "slower than the reference" in text
    assert "memory 4.00 × the reference's (3.50 to 4.50): more than the reference" in text
    assert ("low confidence" in text) is (told is not None)
    assert told is None or f"(low confidence: {told})" in text


@pytest.mark.parametrize(
    ("comparison", "told"),
    [
        ("less", "less than the reference, 7.5 points"),
        ("same", "as much as the reference, 7.5 points"),
        ("uncertain", "not told apart from the reference, 7.5 points"),
    ],
)
def test_memory_is_compared_in_words_of_its_own(comparison: str, told: str) -> None:
    runtime = MEASURED.model_copy(
        update={"memory": MemoryRatio(ratio=1.0, interval=(0.9, 1.1), comparison=comparison)}
    )
    judged = judging(Verdict.AC, runtime=runtime).model_copy(
        update={"points": Points(correctness=80, runtime=20, memory=7.5)}
    )
    lines = [line.strip() for line in report(judged)]
    assert f"memory 1.00 × the reference's (0.90 to 1.10): {told}" in lines
    before = judging(Verdict.AC, runtime=runtime.model_copy(update={"memory": None}))
    assert not any(line.startswith("memory") for line in report(before))
