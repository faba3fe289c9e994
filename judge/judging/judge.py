"""A whole judging: compile once, run the tests in order, check, classify, aggregate.

The order is the package's: samples, then secret groups; inside a group the first rejected case ends
it where the group says so. Everything a caller sees goes through `present.py`.
"""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from judge.errors import JudgeFault
from judge.judging.aggregate import (
    Standing,
    aggregate,
    case_score,
    max_score,
    points,
    with_runtime,
)
from judge.judging.compile import compile_result, compile_submission
from judge.judging.judge_case import judge_case
from judge.judging.measure_complexity import measure_complexity
from judge.judging.measure_runtime import measure_runtime
from judge.judging.open_checkers import OpenCheckers
from judge.judging.present import present, skipped
from judge.judging.progress import Listener, Silence
from judge.judging.run_case import Plan
from judge.judging.timed_work import Stopwatch
from judge.model.limits import Limits
from judge.model.problem import Problem, TestCase, TestGroup, cases_of
from judge.model.submission import (
    CaseResult,
    CompileResult,
    Complexity,
    GroupResult,
    Judging,
    Points,
    Runtime,
    Submission,
)
from judge.model.verdict import Verdict
from judge.sandbox.port import Box, BoxInfo, BoxSpec, Program, Sandbox

_MEASURED = (Verdict.AC, Verdict.WA, Verdict.TLE)
"""How time grows is worth telling of a wrong program too, but not of one that fails."""
SEED = 0
"""Seed of `random` and numpy's global generator in every run (see the agent's child.py)."""


def judge(
    problem: Problem,
    submission: Submission,
    sandbox: Sandbox,
    *,
    only: Callable[[TestCase], bool] | None = None,
    listener: Listener | None = None,
) -> Judging:
    """Judge a submission.

    Args:
        only: judge only these cases; points are then those of the groups that are left.
        listener: hears of every step.

    Returns:
        The judging, whatever happened: our own failures end in the verdict JE with a message.
    """
    with judged(problem, submission, sandbox, only=only, listener=listener) as found:
        return found.judging


@dataclass(frozen=True)
class Judged:
    """What a judging found; after a `fault` of ours the judging says JE, and may be worth another try."""

    judging: Judging
    fault: JudgeFault | None


@contextlib.contextmanager
def judged(
    problem: Problem,
    submission: Submission,
    sandbox: Sandbox,
    *,
    only: Callable[[TestCase], bool] | None = None,
    listener: Listener | None = None,
) -> Iterator[Judged]:
    """Judge a submission, as `judge` does, and keep its box for the length of the block.

    Nobody who waits for the verdict has to wait until the box is proven clean. What the listener raises
    comes out of here, and the box is thrown away.
    """
    data = problem.data if only is None else _only(problem.data, only)
    course = _Course(problem, submission, sandbox, listener or Silence())
    try:
        with contextlib.ExitStack() as stack:
            judging = course.run(data, stack)
            boxes = stack.pop_all()
    except JudgeFault as caught:
        fault = caught
    else:
        with boxes:
            yield Judged(judging, None)
        return
    yield Judged(course.judge_error(data, fault), fault)


def box_spec(problem: Problem) -> BoxSpec:
    """The kind of box a problem's submissions run in."""
    return spec_of(problem.image, problem.limits)


def spec_of(image: str, limits: Limits) -> BoxSpec:
    """The kind of box for submissions that need this image and may use so much."""
    return BoxSpec(
        image=image,
        memory_bytes=limits.memory_bytes,
        disk_bytes=limits.disk_bytes,
        processes=limits.processes,
    )


class _Course:
    """One judging under way."""

    def __init__(
        self, problem: Problem, submission: Submission, sandbox: Sandbox, listener: Listener
    ) -> None:
        self._problem, self._submission = problem, submission
        self._sandbox, self._listener = sandbox, listener
        self._cases: list[CaseResult] = []
        self._groups: list[GroupResult] = []
        self._passed: set[str] = set()
        self._compiled: CompileResult | None = None
        self._runtime: Runtime | None = None
        self._complexity: Complexity | None = None
        self._environment: dict[str, Any] = {}

    def run(self, data: TestGroup, stack: contextlib.ExitStack) -> Judging:
        """Judge, in boxes that are given back when the stack is closed."""
        self._checkers = OpenCheckers(self._problem, self._sandbox, stack)
        box = stack.enter_context(self._sandbox.box(box_spec(self._problem)))
        self._environment = environment(self._problem, box.info)
        compiled = compile_submission(box, self._problem, self._submission)
        self._compiled = compile_result(compiled)
        self._listener.compiled(self._compiled, len(cases_of(data)))
        if compiled.program is None:
            return self._judging(Verdict.CE, Points(correctness=0.0))
        plan = Plan(compiled.program, self._problem, cases_of(data))
        standing = self._group(box, plan, data)
        verdict = standing.verdict or Verdict.AC
        earned = points(self._problem, data, standing)
        # Of a part of the tests nobody knows whether the submission is right.
        if data is self._problem.data:
            self._measure(box, compiled.program, verdict)
            earned = with_runtime(self._problem, earned, self._runtime)
        return self._judging(verdict, earned)

    def _measure(self, box: Box, program: Program, verdict: Verdict) -> None:
        """Measure runtime and growth, where the problem asks for it and the verdict lets it."""
        spec = self._problem.runtime
        if spec is None or verdict not in _MEASURED:
            return
        watch = Stopwatch(self._problem, box)
        if verdict is Verdict.AC:
            self._runtime = measure_runtime(self._problem, spec, watch, program, self._checkers)
        if spec.scaling is not None:
            self._complexity = measure_complexity(self._problem, spec.scaling, watch, program)

    def judge_error(self, data: TestGroup, fault: JudgeFault) -> Judging:
        """What is said when we failed; the tests that were judged stay as they are."""
        judged = {result.name for result in self._cases}
        rest = [skipped(case) for case in cases_of(data) if case.name not in judged]
        self._cases.extend(rest)
        return self._judging(Verdict.JE, Points(correctness=0.0), message=str(fault))

    def _group(self, box: Box, plan: Plan, group: TestGroup) -> Standing:
        """Judge a group's cases and then its groups, stopping where the group says so."""
        members: list[Standing] = []
        stopped = not self._passed.issuperset(group.require_pass)
        for case in group.cases:
            standing = Standing(None, 0.0) if stopped else self._case(box, plan, group, case)
            if stopped:
                self._record(skipped(case))
            members.append(standing)
            stopped = stopped or (group.on_reject == "break" and standing.verdict is not Verdict.AC)
        for child in group.groups:
            standing = self._skip(child) if stopped else self._group(box, plan, child)
            if child.ignored:
                continue
            members.append(standing)
            stopped = stopped or (group.on_reject == "break" and standing.verdict is not Verdict.AC)
        result = aggregate(group, members)
        if result.verdict is Verdict.AC:
            self._passed.add(group.name)
        self._note_group(group, result)
        return result

    def _skip(self, group: TestGroup) -> Standing:
        for case in cases_of(group):
            self._record(skipped(case))
        self._note_group(group, Standing(None, 0.0))
        return Standing(None, 0.0)

    def _case(self, box: Box, plan: Plan, group: TestGroup, case: TestCase) -> Standing:
        problem = self._problem
        judged = judge_case(box, plan, case, self._checkers)
        score = case_score(group, judged.classified.verdict, judged.check)
        shown = score if problem.scored else None
        self._record(present(problem, case, judged.classified, judged.report, judged.check, shown))
        return Standing(judged.classified.verdict, score)

    def _record(self, result: CaseResult) -> None:
        self._cases.append(result)
        self._listener.case_done(result)

    def _note_group(self, group: TestGroup, standing: Standing) -> None:
        if group.cases or group.name:
            self._groups.append(
                GroupResult(
                    name=group.name,
                    verdict=standing.verdict,
                    score=round(standing.score, 2),
                    max_score=round(max_score(group), 2),
                )
            )

    def _judging(self, verdict: Verdict, earned: Points, message: str | None = None) -> Judging:
        return Judging(
            schema="coderound.judging/1",
            problem=self._problem.name,
            language=self._submission.language,
            verdict=verdict,
            score=earned.total,
            max_score=self._problem.scoring.most,
            points=earned,
            runtime=self._runtime,
            complexity=self._complexity,
            groups=tuple(self._groups),
            cases=tuple(self._cases),
            compile=None if self._compiled is None or self._compiled.ok else self._compiled,
            message=message,
            environment=self._environment,
        )


def environment(problem: Problem, box: BoxInfo) -> dict[str, Any]:
    """What made the result, for its record."""
    return {"package_digest": problem.digest, "seed": SEED, **box.model_dump(mode="json")}


def _only(group: TestGroup, wanted: Callable[[TestCase], bool]) -> TestGroup:
    """The group without the cases, and the groups of such cases, that are not wanted."""
    children = tuple(_only(child, wanted) for child in group.groups)
    return group.model_copy(
        update={
            "cases": tuple(case for case in group.cases if wanted(case)),
            "groups": tuple(child for child in children if cases_of(child)),
            "require_pass": (),
        }
    )
