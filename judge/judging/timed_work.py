"""How long the work of a solution takes: the time from its call to its return.

It cannot be taken inside the process, where the submission could forge it, so it is put together from
outside:

    work = whole - imported - encoded + nothing

whole is a run from the moment its input is decoded to the moment its answer is there; imported a run that
imports the program and calls nothing; encoded one of a program of ours that returns the test's answer as
it is; nothing one of that program that returns None, which is in both of them.
"""

from statistics import median

from judge.errors import JudgeFault
from judge.judging.attempts import in_a_living_box
from judge.judging.compile import compile_submission
from judge.judging.run_case import mode_of
from judge.model.limits import Limits
from judge.model.problem import MethodSignature, Problem
from judge.model.submission import SourceFile, Submission
from judge.sandbox.port import Box, Call, Program, RunReport, RunRequest

_RUNS = 5
_CALM_SHARE, _CALM_MS = 0.05, 1.0
"""A run in which the program waits longer than this share of its work, and this much more, is disturbed: its
caches were another's meanwhile. So is one in which its box is throttled for so long."""
_ECHO = SourceFile(name="solution.py", content=b"def echo(value):\n    return value\n")
_ECHO_CALL = Call(
    kind="function", entry="echo", methods={"echo": MethodSignature(parameters={"value": "any"})}
)
_NO_ENTRY = "there is no such entry"
_IMPORT_CALL = Call(kind="function", entry=_NO_ENTRY, methods={_NO_ENTRY: MethodSignature()})
"""A call that ends, with an error, when the program is imported."""


class DidNotEndWell(Exception):
    """A run that was to be timed hit a limit or failed."""


class Stopwatch:
    """Times programs in one box."""

    def __init__(self, problem: Problem, box: Box) -> None:
        self._problem, self._box = problem, box
        self._call = _call_of(problem)
        echo = Submission(
            problem=problem.name, language="python3", files=(_ECHO,), entry=_ECHO.name
        )
        self._echo = self.compiled(echo)
        self._nothing_ms = self._overhead(self._echo, _ECHO_CALL, b"[null]")

    @property
    def noise_floor(self) -> float | None:
        """By how much times of the same work differ on this host, if that was measured."""
        return self._box.info.noise_floor

    def compiled(self, submission: Submission) -> Program:
        """A program of ours, compiled in the box.

        Raises:
            JudgeFault: it does not compile.
        """
        report = compile_submission(self._box, self._problem, submission)
        if report.program is None:
            raise JudgeFault(f"{self._problem.name}: the reference does not compile")
        return report.program

    def run(self, program: Program, given: bytes, limits: Limits | None = None) -> RunReport:
        """One timed run of a solution.

        Raises:
            DidNotEndWell: it hit a limit or failed.
        """
        return self._report(program, self._call, given, limits)

    def imported_ms(self, program: Program) -> float:
        """What importing a program takes, with all that every run takes.

        Raises:
            DidNotEndWell: it did not end.
        """
        return self._overhead(program, _IMPORT_CALL, b"[]")

    def encoded_ms(self, answer: bytes) -> float:
        """What encoding an answer takes."""
        return max(
            0.0, self._overhead(self._echo, _ECHO_CALL, b"[" + answer + b"]") - self._nothing_ms
        )

    def _overhead(self, program: Program, call: Call, given: bytes) -> float:
        """Median of a few runs."""
        return median(work_ms(self._report(program, call, given)) for _ in range(_RUNS))

    def _report(
        self, program: Program, call: Call, given: bytes, limits: Limits | None = None
    ) -> RunReport:
        request = RunRequest(
            program=program,
            mode=call,
            input=given,
            limits=limits or self._problem.limits,
            timed=True,
        )
        report = in_a_living_box(lambda: self._box.run(request))
        claim = report.claim
        wanted = None if claim is None else claim.error if call is _IMPORT_CALL else claim.value
        if report.hits or wanted is None:
            raise DidNotEndWell
        return report


def work_ms(report: RunReport) -> float:
    """The time that was taken, in milliseconds."""
    if report.work_time_us is None:
        raise JudgeFault("the box did not time a run that was to be timed")
    return report.work_time_us / 1000


def is_calm(report: RunReport) -> bool:
    """Whether a timed run hardly had to wait for a processor, and its box was hardly throttled."""
    stood_still_us = max(report.waited_time_us or 0, report.throttled_time_us or 0)
    return stood_still_us / 1000 <= _CALM_SHARE * work_ms(report) + _CALM_MS


def _call_of(problem: Problem) -> Call:
    mode = mode_of(problem)
    if not isinstance(mode, Call):
        raise JudgeFault(f"{problem.name}: what is called can be timed, a program cannot")
    return mode
