"""How long the work of a solution takes: what is called, from its call to its return; a program, as a whole.

It cannot be taken inside the process, where the submission could forge it, so it is put together from
outside, and what is taken off is measured of programs of ours alone. Of what is called:

    work = whole - parts

whole is a run from the moment when the program is imported and gets its input, of which it has seen
nothing before, to the moment its answer is there; parts a run of a program that knows an answer when it is
imported, and returns it: the input is decoded and the answer encoded, and nothing else is done. The answer is
the reference's from the same box: what the package expects enters none.

A program's own work is all that it does, reading stdin, importing modules and printing included:

    work = whole - nothing

whole is a run from the moment before it begins to the end of its first process; nothing one of an empty
program on the same input.
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
_ANSWER_NAME = "answer.json"
_KNOWS = SourceFile(
    name="solution.py",
    content=f"""\
import json

with open("{_ANSWER_NAME}", "rb") as file:
    answer = json.load(file)


def solve():
    return answer
""".encode(),
)
_KNOWS_CALL = Call(kind="function", entry="solve", methods={"solve": MethodSignature()})
_EMPTY = SourceFile(name="solution.py", content=b"")
_NO_ENTRY = "there is no such entry"
_IMPORT_CALL = Call(kind="function", entry=_NO_ENTRY, methods={_NO_ENTRY: MethodSignature()})
"""A call of a series that ends, with an error, when the program is imported."""


class DidNotEndWell(Exception):
    """A run that was to be timed hit a limit or failed."""


class Stopwatch:
    """Times programs in one box.

    Attributes:
        parts: whether importing a program, decoding its input and encoding its answer are not its work.
        nothing_ms: what a run is timed for that does nothing.

    Raises:
        JudgeFault: the box failed.
    """

    def __init__(self, problem: Problem, box: Box) -> None:
        self._problem, self._box = problem, box
        self.parts = problem.kind is not ProblemKind.STDIO
        ours = _KNOWS if self.parts else _EMPTY
        self._ours = self.compiled(
            Submission(problem=problem.name, language="python3", files=(ours,), entry=ours.name)
        )
        nothing = [self._run_ours(b"[]", b"null") for _ in range(_RUNS)]
        self.nothing_ms = median(map(work_ms, nothing))
        self._start_ms = median(map(_before_work_ms, nothing))

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
        request = self._request(program, _IMPORT_CALL, b"[[]]", series=True)
        return median(work_ms(self._report(request)) for _ in range(_RUNS))

    def import_ms(self, report: RunReport) -> float:
        """What a timed run took to import its program; only with `parts`."""
        return max(0.0, _before_work_ms(report) - self._start_ms)

    def apart_ms(self, case: TestCase, answer: bytes) -> float:
        """What one run on a test is timed for that is not the program's work: another run, just as noisy.

        Args:
            answer: what a program answered in this box; without `parts` it is not looked at.
        """
        return work_ms(self._run_ours(case.read_input(), answer))

    def _run_ours(self, given: bytes, answer: bytes) -> RunReport:
        """A run of a program that does no work."""
        mode = _KNOWS_CALL if self.parts else Script()
        request = self._request(self._ours, mode, given)
        files = (SourceFile(name=_ANSWER_NAME, content=answer),) if self.parts else ()
        try:
            return self._report(request.model_copy(update={"files": files}))
        except DidNotEndWell:
            raise JudgeFault(f"{self._problem.name}: a program of ours failed") from None

    def _request(
        self, program: Program, mode: Call | Script, given: bytes, *, series: bool = False
    ) -> RunRequest:
        return RunRequest(
            program=program,
            mode=mode,
            input=given,
            limits=self._problem.limits,
            timed=True,
            series=series,
        )

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


def _before_work_ms(report: RunReport) -> float:
    """What was used before the work began."""
    return report.cpu_time_us / 1000 - work_ms(report)


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
