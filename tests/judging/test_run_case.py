"""Just beyond the limit is tried again, since noise only ever adds time; far beyond it is not."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from judge.judging.run_case import NEAR_LIMIT, REPETITIONS, Plan, run_case
from judge.model.checker import ExactSpec
from judge.model.limits import MIB, Limits
from judge.model.problem import Problem, ProblemKind, TestCase, TestGroup
from judge.model.submission import SourceFile
from judge.sandbox.port import (
    BoxInfo,
    CompileReport,
    LimitHit,
    Program,
    RunReport,
    RunRequest,
)

LIMIT_MS = 1000
PROGRAM = Program(files=(), entry="solution.py", code=b"")


def report(cpu_time_ms: float, *hits: LimitHit) -> RunReport:
    return RunReport(
        exit_code=0,
        signal=None,
        claim=None,
        stdout=b"",
        stderr=b"",
        output_truncated=False,
        hits=frozenset(hits),
        cpu_time_us=int(cpu_time_ms * 1000),
        wall_time_us=int(cpu_time_ms * 1000),
        memory_bytes=0,
    )


class ScriptedBox:
    """Times as noise would make them, which cannot be had on demand."""

    def __init__(self, *reports: RunReport) -> None:
        self.reports, self.requests = list(reports), list[RunRequest]()
        self.announced: list[list[RunRequest]] = []

    @property
    def info(self) -> BoxInfo:
        raise AssertionError("nobody asks")

    def compile(self, files: tuple[SourceFile, ...], entry: str, limits: Limits) -> CompileReport:
        raise AssertionError("nobody compiles")

    def run(self, request: RunRequest, then: Iterable[RunRequest] = ()) -> RunReport:
        self.requests.append(request)
        self.announced.append(list(then))
        return self.reports.pop(0)


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    (tmp_path / "1.in").write_bytes(b"3")
    cases = tuple(
        TestCase(
            name=f"secret/{number}",
            group="secret",
            input_path=tmp_path / "1.in",
            answer_path=tmp_path / "1.ans",
            full_feedback=False,
        )
        for number in range(3)
    )
    limits = Limits(
        cpu_time_ms=LIMIT_MS, wall_time_ms=3000, memory_bytes=64 * MIB, output_bytes=MIB
    )
    problem = Problem(
        name="p",
        title="P",
        root=tmp_path,
        digest="d",
        kind=ProblemKind.STDIO,
        signature=None,
        image="python",
        languages=("python3",),
        limits=limits,
        compile_limits=limits,
        checker=ExactSpec(),
        data=TestGroup(name="", cases=cases),
    )
    return Plan(PROGRAM, problem, cases)


@pytest.fixture
def run(plan: Plan) -> Callable[[ScriptedBox], RunReport]:
    return lambda box: run_case(box, plan, plan.problem.data.cases[0])


def test_a_box_is_told_what_comes_next_and_then_asked_for_it(plan: Plan) -> None:
    box = ScriptedBox(*(report(1) for _ in range(3)))
    for case in plan.problem.data.cases:
        run_case(box, plan, case)
    _, second, third = box.requests
    announced = [[id(request) for request in then] for then in box.announced]
    assert announced == [[id(second), id(third)], [id(third)], []]


def test_within_the_limit_one_run_is_enough(run: Callable[[ScriptedBox], RunReport]) -> None:
    box = ScriptedBox(report(LIMIT_MS))
    assert run(box).hits == frozenset()
    (request,) = box.requests
    assert request.limits.cpu_time_ms == LIMIT_MS * NEAR_LIMIT
    assert request.limits.wall_time_ms == 3000


def test_just_beyond_it_a_repetition_within_it_counts(
    run: Callable[[ScriptedBox], RunReport],
) -> None:
    last = report(990)
    found = run(ScriptedBox(report(1100), report(1010), last))
    assert found is last


def test_too_slow_is_what_is_beyond_it_every_time(
    run: Callable[[ScriptedBox], RunReport],
) -> None:
    box = ScriptedBox(*(report(1100 + extra) for extra in range(1 + REPETITIONS)))
    found = run(box)
    assert found.hits == {LimitHit.CPU_TIME}
    assert found.cpu_time_us == 1_100_000
    assert box.reports == []


def test_far_beyond_it_nothing_is_repeated(run: Callable[[ScriptedBox], RunReport]) -> None:
    box = ScriptedBox(report(1251, LimitHit.CPU_TIME))
    assert run(box).hits == {LimitHit.CPU_TIME}
    assert len(box.requests) == 1


@pytest.mark.parametrize("hit", [LimitHit.WALL_TIME, LimitHit.MEMORY, LimitHit.OUTPUT])
def test_a_repetition_that_ends_otherwise_does_not_excuse(
    run: Callable[[ScriptedBox], RunReport], hit: LimitHit
) -> None:
    found = run(ScriptedBox(report(1100), report(900, hit), report(900, hit)))
    assert found.hits == {LimitHit.CPU_TIME}
