"""Source -> program, or the compiler's words."""

from judge.errors import BoxDied
from judge.judging.attempts import in_a_living_box
from judge.model.problem import Problem
from judge.model.submission import CompileResult, SourceFile, Submission
from judge.sandbox.port import Box, CompileReport

MAX_MESSAGE_CHARACTERS = 8_000


def compile_submission(box: Box, problem: Problem, submission: Submission) -> CompileReport:
    """Compile a submission in its box, with the package's `include/` files beside its own.

    Raises:
        SandboxError: the box failed, and so did new ones.
    """
    files = {file.name: file for file in submission.files}
    for name, path in problem.included_files.items():
        files[name] = SourceFile(name=name, content=path.read_bytes())
    sources, limits = tuple(files.values()), problem.compile_limits
    try:
        return in_a_living_box(lambda: box.compile(sources, submission.entry, limits))
    except BoxDied as death:
        if not death.out_of_memory:
            raise
        message = "the compiler took all the memory there is"
        return CompileReport(program=None, message=message, cpu_time_us=0, wall_time_us=0)


def compile_result(report: CompileReport) -> CompileResult:
    """What a candidate is told of the compilation: no test was near, so the words may be shown."""
    message = report.message
    if message is not None and len(message) > MAX_MESSAGE_CHARACTERS:
        message = message[:MAX_MESSAGE_CHARACTERS] + "\n[cut]"
    return CompileResult(
        ok=report.program is not None,
        message=message,
        cpu_time_ms=round(report.cpu_time_us / 1000, 1),
    )
