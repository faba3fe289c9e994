"""Program + test case -> what was observed.

Noise only ever adds to a processor's time: caches shared with others, a slower clock, an interrupt. So
a run is ended a little beyond the limit, and one that ends in between is repeated; the program is too
slow only if no repetition stays within the limit.
"""

from collections.abc import Callable

from judge.errors import BoxDied
from judge.judging.attempts import in_a_living_box
from judge.model.problem import Problem, ProblemKind, TestCase
from judge.model.submission import SourceFile
from judge.sandbox.port import Box, Call, LimitHit, Program, RunReport, RunRequest, Script

NEAR_LIMIT = 1.25
"""Up to how many times the limit a run may take and still be repeated."""
REPETITIONS = 2


def run_case(box: Box, program: Program, problem: Problem, case: TestCase) -> RunReport:
    """Run a compiled program once on one test case; do not look at whether its output is right.

    Returns:
        What was observed. Hitting a limit is an observation, not an exception.

    Raises:
        SandboxError: the box failed, and so did new ones. It says nothing about the program.
    """
    limit_ms = problem.limits.cpu_time_ms
    stretched = problem.limits.model_copy(update={"cpu_time_ms": int(limit_ms * NEAR_LIMIT)})
    request = RunRequest(
        program=program,
        mode=mode_of(problem, case.args),
        input=case.read_input(),
        limits=stretched,
        files=files_of(case),
    )
    return _within_limit(lambda: _run(box, problem, request), limit_ms)


def _within_limit(run: Callable[[], RunReport], limit_ms: int) -> RunReport:
    """The first of some runs that is not just beyond the limit; else the first, with the limit hit."""
    first = run()
    if not _just_beyond(first, limit_ms):
        return first
    for _ in range(REPETITIONS):
        again = run()
        if not again.hits and not _just_beyond(again, limit_ms):
            return again
    return first.model_copy(update={"hits": first.hits | {LimitHit.CPU_TIME}})


def _just_beyond(report: RunReport, limit_ms: int) -> bool:
    return report.cpu_time_us > limit_ms * 1000 and not report.hits


def _run(box: Box, problem: Problem, request: RunRequest) -> RunReport:
    try:
        return in_a_living_box(lambda: box.run(request))
    except BoxDied as death:
        if death.out_of_memory:
            return _killed_with_its_box(problem)
        raise


def files_of(case: TestCase) -> tuple[SourceFile, ...]:
    """What lies in the working directory when a program is run on a test."""
    return tuple(
        SourceFile(name=name, content=path.read_bytes()) for name, path in case.files.items()
    )


def mode_of(problem: Problem, args: tuple[str, ...] = ()) -> Call | Script:
    """How a program of a problem is run; `args` are a test's, for a problem without a signature."""
    if problem.kind is ProblemKind.STDIO or problem.signature is None:
        return Script(args=args)
    signature = problem.signature
    kind: str = problem.kind.value
    return Call.model_validate(
        {"kind": kind, "entry": signature.entry, "methods": signature.methods}
    )


def _killed_with_its_box(problem: Problem) -> RunReport:
    """The kernel ended the whole box for want of memory, the agent included, so no report came."""
    return RunReport(
        exit_code=None,
        signal=9,
        claim=None,
        stdout=b"",
        stderr=b"",
        output_truncated=False,
        hits=frozenset({LimitHit.MEMORY}),
        cpu_time_us=0,
        wall_time_us=0,
        memory_bytes=problem.limits.memory_bytes,
    )
