"""Source -> program, or the compiler's words."""

from judge.model.problem import Problem
from judge.model.submission import CompileResult, SourceFile, Submission
from judge.sandbox.port import Box, CompileReport

MAX_MESSAGE_CHARACTERS = 8_000


def compile_submission(box: Box, problem: Problem, submission: Submission) -> CompileReport:
    """Compile a submission in its box, with the package's `include/` files beside its own.

    Raises:
        SandboxError: the box failed.
    """
    files = {file.name: file for file in submission.files}
    for name, path in problem.included_files.items():
        files[name] = SourceFile(name=name, content=path.read_bytes())
    return box.compile(tuple(files.values()), submission.entry, problem.compile_limits)


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
