"""A submission and the reference in turns, in the same box, on the same inputs.

What counts is the work: the time from the call of the solution to its return. It cannot be taken inside the
process, where the submission could forge it, so it is put together from outside:

    work = whole - imported - encoded + nothing

whole is a run from the moment its input is decoded to the moment its answer is there; imported a run that
imports the program and calls nothing; encoded one of a program of ours that returns the test's answer as
it is; nothing one of that program that returns None, which is in both of them. The answers are
checked again, so that being quick and wrong whenever it is measured does not pay.
"""

import contextlib
import time
from dataclasses import dataclass, field
from statistics import median

from judge.errors import JudgeFault
from judge.judging.attempts import in_a_living_box
from judge.judging.classify import output_of
from judge.judging.compile import compile_submission
from judge.judging.open_checkers import OpenCheckers
from judge.judging.run_case import mode_of
from judge.model.checker import Outcome
from judge.model.problem import MethodSignature, Problem, RuntimeSpec, TestCase, cases_of
from judge.model.submission import Runtime, SourceFile, Submission
from judge.sandbox.port import Box, Call, Program, RunReport, RunRequest
from judge.scoring.paired_runtime import NARROW, Ratio, ratio_of, spread

BUDGET_S = 3.0
"""Elapsed time after which no further round begins."""
LEAST_ROUNDS = 5
MOST_ROUNDS = 25
MOST_REPEATED = 10
_CALM_SHARE, _CALM_MS = 0.05, 1.0
"""A turn in which the program waits longer than this share of its work, and this much more, is disturbed: its
caches were another's meanwhile, or its share of the processors was used up."""
_OVERHEAD_RUNS = 5

_ECHO = SourceFile(name="solution.py", content=b"def echo(value):\n    return value\n")
_ECHO_CALL = Call(
    kind="function", entry="echo", methods={"echo": MethodSignature(parameters={"value": "any"})}
)
_NO_ENTRY = "there is no such entry"
_IMPORT_CALL = Call(kind="function", entry=_NO_ENTRY, methods={_NO_ENTRY: MethodSignature()})
"""A call that ends, with an error, when the program is imported."""


@dataclass
class _Side:
    """One of both programs."""

    program: Program
    imported_ms: float = 0.0
    times_ms: list[float] = field(default_factory=list)
    memory_bytes: list[int] = field(default_factory=list)


def measure_runtime(
    problem: Problem, spec: RuntimeSpec, box: Box, program: Program, checkers: OpenCheckers
) -> Runtime | None:
    """Compare an accepted submission with the reference.

    Args:
        box: the submission's own, with `program` compiled in it.

    Returns:
        What was found; None if a run of either was not right this time, so that nothing is known.

    Raises:
        JudgeFault: a box or the checker failed, or the reference does not compile.
    """
    cases = [case for case in cases_of(problem.data) if case.name in spec.cases]
    race = _Race(problem, box, program, cases, checkers)
    with contextlib.suppress(_NotRight):
        race.prepare()
        return race.run()
    return None


class _NotRight(Exception):
    """A program that was right before was not this time."""


class _Race:
    def __init__(
        self,
        problem: Problem,
        box: Box,
        program: Program,
        cases: list[TestCase],
        checkers: OpenCheckers,
    ) -> None:
        self._problem, self._box, self._cases = problem, box, cases
        self._checkers = checkers
        self._inputs = {case.name: case.read_input() for case in cases}
        self._call = _call_of(problem)
        self._own = _Side(program)
        self._reference = _Side(self._compiled(_reference(problem)))
        self._encoded_ms: dict[str, float] = {}
        self._repeated = 0
        echo = Submission(
            problem=problem.name, language="python3", files=(_ECHO,), entry=_ECHO.name
        )
        self._echo = self._compiled(echo)

    def prepare(self) -> None:
        """Measure what is not to be scored."""
        nothing = self._overhead(self._echo, _ECHO_CALL, b"[null]")
        for case in self._cases:
            encoded = self._overhead(self._echo, _ECHO_CALL, b"[" + case.read_answer() + b"]")
            self._encoded_ms[case.name] = max(0.0, encoded - nothing)
        for side in (self._own, self._reference):
            side.imported_ms = self._overhead(side.program, _IMPORT_CALL, b"[]")

    def run(self) -> Runtime:
        """Let them run in turns until the ratio is known well enough, or time is up.

        A disturbed round is repeated, until there were so many that calm is not to be had.
        """
        began = time.monotonic()
        while True:
            while not self._round(first=len(self._own.times_ms) % 2):
                self._repeated += 1
            found = ratio_of(self._rounds())
            if found.rounds >= MOST_ROUNDS or (
                found.rounds >= LEAST_ROUNDS
                and (found.width <= NARROW / 2 or time.monotonic() - began > BUDGET_S)
            ):
                return self._result(found)

    def _round(self, first: int) -> bool:
        """Each of both on all cases, case by case, the one or the other first; False if it does not count."""
        sides = (self._own, self._reference)
        totals, peaks, calm = [0.0, 0.0], [0, 0], True
        for case in self._cases:
            for turn in (first, 1 - first):
                side = sides[turn]
                report = self._report(side.program, self._call, self._inputs[case.name])
                self._check(case, report)
                calm = calm and _is_calm(report)
                whole_ms = _work_ms(report)
                totals[turn] += max(0.0, whole_ms - side.imported_ms - self._encoded_ms[case.name])
                peaks[turn] = max(peaks[turn], report.memory_bytes)
        if not calm and self._repeated < MOST_REPEATED:
            return False
        for side, total, peak in zip(sides, totals, peaks, strict=True):
            side.times_ms.append(total)
            side.memory_bytes.append(peak)
        return True

    def _check(self, case: TestCase, report: RunReport) -> None:
        checker = self._checkers.of(case)
        found = checker.check(self._inputs[case.name], case.read_answer(), output_of(report))
        if found.outcome is not Outcome.ACCEPTED:
            raise _NotRight

    def _rounds(self) -> list[tuple[float, float]]:
        return list(zip(self._own.times_ms, self._reference.times_ms, strict=True))

    def _result(self, found: Ratio) -> Runtime:
        own, reference = median(self._own.memory_bytes), median(self._reference.memory_bytes)
        return Runtime(
            ratio=round(found.ratio, 3),
            interval=(round(found.low, 3), round(found.high, 3)),
            comparison=found.comparison.value,
            rounds=found.rounds,
            repeated=self._repeated,
            noise=round(spread(self._reference.times_ms), 3),
            submission_ms=round(median(self._own.times_ms), 3),
            reference_ms=round(median(self._reference.times_ms), 3),
            import_ms=round(self._own.imported_ms, 3),
            submission_memory_bytes=int(own),
            reference_memory_bytes=int(reference),
        )

    def _compiled(self, submission: Submission) -> Program:
        report = compile_submission(self._box, self._problem, submission)
        if report.program is None:
            raise JudgeFault(f"{self._problem.name}: the reference does not compile")
        return report.program

    def _overhead(self, program: Program, call: Call, given: bytes) -> float:
        """Median work of a few runs, in milliseconds."""
        return median(_work_ms(self._report(program, call, given)) for _ in range(_OVERHEAD_RUNS))

    def _report(self, program: Program, call: Call, given: bytes) -> RunReport:
        request = RunRequest(
            program=program, mode=call, input=given, limits=self._problem.limits, timed=True
        )
        report = in_a_living_box(lambda: self._box.run(request))
        claim = report.claim
        wanted = None if claim is None else claim.error if call is _IMPORT_CALL else claim.value
        if report.hits or wanted is None:
            raise _NotRight
        return report


def _is_calm(report: RunReport) -> bool:
    waited_ms = (report.waited_time_us or 0) / 1000
    return waited_ms <= _CALM_SHARE * _work_ms(report) + _CALM_MS


def _work_ms(report: RunReport) -> float:
    if report.work_time_us is None:
        raise JudgeFault("the box did not time a run that was to be timed")
    return report.work_time_us / 1000


def _call_of(problem: Problem) -> Call:
    mode = mode_of(problem)
    if not isinstance(mode, Call):
        raise JudgeFault(f"{problem.name}: runtime is measured of what is called, not of programs")
    return mode


def _reference(problem: Problem) -> Submission:
    """The model solution, as a submission."""
    reference = problem.reference
    if reference is None:
        raise JudgeFault(f"{problem.name}: runtime is scored, and there is no reference")
    files = tuple(
        SourceFile(name=name, content=path.read_bytes()) for name, path in reference.files.items()
    )
    return Submission(
        problem=problem.name, language=reference.language, files=files, entry=reference.entry
    )
