"""Program + test case -> what was observed."""

from judge.errors import BoxDied
from judge.judging.attempts import in_a_living_box
from judge.model.problem import Problem, ProblemKind, TestCase
from judge.model.submission import SourceFile
from judge.sandbox.port import Box, Call, LimitHit, Program, RunReport, RunRequest, Script


def run_case(box: Box, program: Program, problem: Problem, case: TestCase) -> RunReport:
    """Run a compiled program once on one test case; do not look at whether its output is right.

    Returns:
        What was observed. Hitting a limit is an observation, not an exception.

    Raises:
        SandboxError: the box failed, and so did new ones. It says nothing about the program.
    """
    request = RunRequest(
        program=program,
        mode=_mode(problem, case),
        input=case.read_input(),
        limits=problem.limits,
        files=tuple(
            SourceFile(name=name, content=path.read_bytes()) for name, path in case.files.items()
        ),
    )
    try:
        return in_a_living_box(lambda: box.run(request))
    except BoxDied as death:
        if death.out_of_memory:
            return _killed_with_its_box(problem)
        raise


def _mode(problem: Problem, case: TestCase) -> Call | Script:
    if problem.kind is ProblemKind.STDIO or problem.signature is None:
        return Script(args=case.args)
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
