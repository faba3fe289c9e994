"""How long the work of a solution takes: what is called, from its call to its return; a program, as a whole.

It cannot be taken inside the process, where the submission could forge it, so it is put together from
outside. Of what is called:

    work = whole - imported - encoded + nothing

whole is a run from the moment its input is decoded to the moment its answer is there; imported a run that
imports the program and calls nothing; encoded one of a program of ours that returns the test's answer as
it is; nothing one of that program that returns None, which is in both of them.

A program's own work is all that it does, reading stdin, importing modules and printing included:

    work = whole - nothing

whole is a run from the moment before it begins to the end of its first process; nothing one of an empty
program of ours.
"""

from collections.abc import Sequence
from statistics import median

from judge.errors import JudgeFault
from judge.judging.attempts import in_a_living_box
from judge.judging.classify import ended_well
from judge.judging.compile import compile_submission
from judge.judging.run_case import files_of, mode_of
from judge.model.limits import Limits
from judge.model.problem import MethodSignature, Problem, ProblemKind, TestCase
from judge.model.submission import SourceFile, Submission
from judge.sandbox.port import Box, Call, Program, RunReport, RunRequest, Script

_RUNS = 5
_CALM_SHARE, _CALM_MS = 0.05, 1.0
"""A run in which the program waits longer than this share of its work, and this much more, is disturbed: its
caches were another's meanwhile. So is one in which its box is throttled for so long."""
_ECHO = SourceFile(name="solution.py", content=b"def echo(value):\n    return value\n")
_ECHO_CALL = Call(
    kind="function", entry="echo", methods={"echo": MethodSignature(parameters={"value": "any"})}
)
_EMPTY = SourceFile(name="solution.py", content=b"")
_NO_ENTRY = "there is no such entry"
_IMPORT_CALL = Call(kind="function", entry=_NO_ENTRY, methods={_NO_ENTRY: MethodSignature()})
"""A call that ends, with an error, when the program is imported."""


class DidNotEndWell(Exception):
    """A run that was to be timed hit a limit or failed."""


class Stopwatch:
    """Times programs in one box.

    Attributes:
        parts: whether importing a program and encoding an answer are apart from its work.

    Raises:
        JudgeFault: the box failed.
    """

    def __init__(self, problem: Problem, box: Box) -> None:
        self._problem, self._box = problem, box
        self.parts = problem.kind is not ProblemKind.STDIO
        ours = _ECHO if self.parts else _EMPTY
        self._ours = self.compiled(
            Submission(problem=problem.name, language="python3", files=(ours,), entry=ours.name)
        )
        try:
            mode = _ECHO_CALL if self.parts else Script()
            self._nothing_ms = self._overhead(self._ours, mode, b"[null]")
        except DidNotEndWell:
            raise JudgeFault(f"{problem.name}: a program that does nothing failed") from None

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

    def run(self, program: Program, case: TestCase, limits: Limits | None = None) -> RunReport:
        """One timed run of a solution.

        Raises:
            DidNotEndWell: it hit a limit or failed.
        """
        return self._report(
            RunRequest(
                program=program,
                mode=mode_of(self._problem, case.args),
                input=case.read_input(),
                limits=limits or self._problem.limits,
                timed=True,
                files=files_of(case),
            )
        )

    def run_series(
        self, program: Program, cases: Sequence[TestCase], limits: Limits | None = None
    ) -> RunReport:
        """One timed run in which a solution is called with the input of each case; only with `parts`.

        Raises:
            DidNotEndWell: it hit a limit or failed.
        """
        inputs = {case.name: case for case in cases}
        read = {name: case.read_input() for name, case in inputs.items()}
        given = b"[" + b",".join(read[case.name] for case in cases) + b"]"
        return self._report(
            RunRequest(
                program=program,
                mode=mode_of(self._problem),
                input=given,
                limits=limits or self._problem.limits,
                timed=True,
                series=True,
            )
        )

    def imported_for_series_ms(self, program: Program) -> float:
        """What a series takes apart from its calls.

        Raises:
            DidNotEndWell: the program cannot be imported.
        """
        return self._overhead(program, _IMPORT_CALL, b"[[]]", series=True)

    def imported_ms(self, program: Program) -> float:
        """What importing a program takes, with all that every run takes; the latter alone without `parts`.

        Raises:
            DidNotEndWell: it did not end.
        """
        if not self.parts:
            return self._nothing_ms
        return self._overhead(program, _IMPORT_CALL, b"[]")

    def encoded_ms(self, answer: bytes) -> float:
        """What encoding an answer takes; nothing without `parts`."""
        if not self.parts:
            return 0.0
        return max(
            0.0, self._overhead(self._ours, _ECHO_CALL, b"[" + answer + b"]") - self._nothing_ms
        )

    def _overhead(
        self, program: Program, mode: Call | Script, given: bytes, *, series: bool = False
    ) -> float:
        """Median of a few runs."""
        request = RunRequest(
            program=program,
            mode=mode,
            input=given,
            limits=self._problem.limits,
            timed=True,
            series=series,
        )
        return median(work_ms(self._report(request)) for _ in range(_RUNS))

    def _report(self, request: RunRequest) -> RunReport:
        report = in_a_living_box(lambda: self._box.run(request))
        if report.hits or not _came_to_its_end(report, request.mode):
            raise DidNotEndWell
        return report


def _came_to_its_end(report: RunReport, mode: Call | Script) -> bool:
    if isinstance(mode, Script):
        return ended_well(report)
    claim = report.claim
    told = None if claim is None else claim.error if mode is _IMPORT_CALL else claim.value
    return told is not None


def work_ms(report: RunReport) -> float:
    """The time that was taken, in milliseconds."""
    if report.work_time_us is None:
        raise JudgeFault("the box did not time a run that was to be timed")
    return report.work_time_us / 1000


def is_calm(report: RunReport) -> bool:
    """Whether a timed run hardly had to wait for a processor, and its box was hardly throttled."""
    stood_still_us = max(report.waited_time_us or 0, report.throttled_time_us or 0)
    return stood_still_us / 1000 <= _CALM_SHARE * work_ms(report) + _CALM_MS


def reference_submission(problem: Problem) -> Submission:
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
