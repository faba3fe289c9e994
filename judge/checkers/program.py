"""An output validator of the package's own, run in a box of its own.

    validator input answer feedback/ [args] < output          exit 42: right, 43: wrong

It speaks through its exit code and files in the feedback directory. Anything it does that the format
does not allow is a fault of the package and ends in JE, never in a verdict against the submission.
Its output and its messages may quote the hostile output it reads.
"""

import math
import re
from collections.abc import Iterator
from contextlib import contextmanager

from judge.checkers.shown import cut
from judge.errors import BoxDied, CheckerError
from judge.model.checker import CheckResult, Outcome, ProgramSpec
from judge.model.limits import MIB, Limits, default_wall_time_ms
from judge.model.submission import SourceFile
from judge.sandbox.port import Box, BoxSpec, Program, RunReport, RunRequest, Sandbox, Script

ACCEPT, REJECT = 42, 43
MAX_MESSAGE = 8192
"""Characters of a message file that are kept."""

VALIDATION_LIMITS = Limits(
    cpu_time_ms=60_000,
    wall_time_ms=default_wall_time_ms(60_000),
    memory_bytes=2048 * MIB,
    output_bytes=8 * MIB,
    disk_bytes=512 * MIB,
)
"""The format's limits for validation and its compilation; the disk holds input and answer."""

_FEEDBACK = "feedback/"
_COLLECTED = tuple(
    f"{_FEEDBACK}{name}"
    for name in (
        "judgemessage.txt",
        "teammessage.txt",
        "score.txt",
        "score_multiplier.txt",
        "nextpass.in",
    )
)
_NUMBER = re.compile(r"\s*[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[Ee][+-]?[0-9]+)?\s*", re.ASCII)


class ProgramChecker:
    """Asks the package's program, compiled once, in a box that is kept while the checker is open."""

    def __init__(self, spec: ProgramSpec, box: Box, program: Program) -> None:
        self._spec = spec
        self._box = box
        self._program = program

    def check(self, case_input: bytes, answer: bytes, output: bytes) -> CheckResult:
        """Run the program on one output, in whatever bytes it travelled."""
        request = RunRequest(
            program=self._program,
            mode=Script(args=("input", "answer", _FEEDBACK, *self._spec.args), collect=_COLLECTED),
            input=output,
            limits=VALIDATION_LIMITS,
            files=(
                SourceFile(name="input", content=case_input),
                SourceFile(name="answer", content=answer),
                SourceFile(name=f"{_FEEDBACK}.keep", content=b""),
            ),
        )
        try:
            report = self._box.run(request)
        except BoxDied as error:
            if error.out_of_memory:
                # Left as it is, this would read as if the submission had run out of memory.
                raise CheckerError(_fault(self._spec, "ran out of memory")) from error
            raise
        return result_of_run(self._spec, report)


@contextmanager
def open_program_checker(
    spec: ProgramSpec, sandbox: Sandbox, image: str
) -> Iterator[ProgramChecker]:
    """Compile the program in a box that lasts as long as the checker.

    Raises:
        CheckerError: the program does not compile.
        SandboxError: no box can be had.
    """
    box_spec = BoxSpec(
        image=image,
        memory_bytes=VALIDATION_LIMITS.memory_bytes,
        disk_bytes=VALIDATION_LIMITS.disk_bytes,
        processes=VALIDATION_LIMITS.processes,
        role="package",
    )
    with sandbox.box(box_spec) as box:
        files = tuple(SourceFile(name=name, content=content) for name, content in spec.files)
        compiled = box.compile(files, spec.entry, VALIDATION_LIMITS)
        if compiled.program is None:
            raise CheckerError(_fault(spec, f"does not compile: {compiled.message}"))
        yield ProgramChecker(spec, box, compiled.program)


def result_of_run(spec: ProgramSpec, report: RunReport) -> CheckResult:
    """What a run of the program means.

    Raises:
        CheckerError: the program ended otherwise than with 42 or 43, hit a limit, or left feedback
            files that the format does not allow.
    """
    if report.hits:
        hits = ", ".join(sorted(hit.value for hit in report.hits))
        raise CheckerError(_fault(spec, f"hit a limit: {hits}"))
    if report.exit_code not in (ACCEPT, REJECT):
        raise CheckerError(_fault(spec, _end(report)))
    if f"{_FEEDBACK}nextpass.in" in report.collected:
        raise CheckerError(_fault(spec, "wrote nextpass.in; multi-pass problems are not supported"))
    accepted = report.exit_code == ACCEPT
    score, multiplier = _scores(spec, report, accepted)
    return CheckResult(
        outcome=Outcome.ACCEPTED if accepted else Outcome.WRONG,
        detail=_message(report, "judgemessage.txt"),
        team_message=_message(report, "teammessage.txt"),
        score=score,
        score_multiplier=multiplier,
    )


def _end(report: RunReport) -> str:
    how = f"exit code {report.exit_code}"
    if report.exit_code is None:
        how = f"signal {report.signal}"
    words = cut(report.stderr[-2000:].decode("utf-8", "replace").strip(), 2000)
    said = f"; its stderr ends: {words}" if words else ""
    return f"ended with {how}, expected {ACCEPT} (right) or {REJECT} (wrong){said}"


def _scores(
    spec: ProgramSpec, report: RunReport, accepted: bool
) -> tuple[float | None, float | None]:
    """Contents of score.txt and score_multiplier.txt, of which there may be one, if accepted."""
    score = _score(spec, report, "score.txt", math.inf)
    multiplier = _score(spec, report, "score_multiplier.txt", 1.0)
    if score is not None and multiplier is not None:
        raise CheckerError(_fault(spec, "wrote both score.txt and score_multiplier.txt"))
    if not accepted and (score is not None or multiplier is not None):
        raise CheckerError(_fault(spec, f"wrote a score and ended with {REJECT}; expected none"))
    return score, multiplier


def _score(spec: ProgramSpec, report: RunReport, name: str, most: float) -> float | None:
    content = report.collected.get(f"{_FEEDBACK}{name}")
    if content is None:
        return None
    text = content[:200].decode("utf-8", "replace")
    number = float(text) if len(content) <= 200 and _NUMBER.fullmatch(text) else math.nan
    if not 0 <= number <= most or math.isinf(number):
        expected = (
            "one number that is not negative" if math.isinf(most) else f"one in [0, {most:g}]"
        )
        raise CheckerError(_fault(spec, f"wrote {cut(repr(text))} to {name}; expected {expected}"))
    return number


def _message(report: RunReport, name: str) -> str | None:
    content = report.collected.get(f"{_FEEDBACK}{name}", b"")
    return cut(content[: 4 * MAX_MESSAGE].decode("utf-8", "replace"), MAX_MESSAGE) or None


def _fault(spec: ProgramSpec, what: str) -> str:
    return f"the package's output validator {spec.entry} {what}"
