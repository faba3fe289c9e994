"""What the exit code of `judge` says; documented in docs/cli.md."""

from enum import IntEnum

from judge.errors import CallerMistake
from judge.model.verdict import Verdict


class ExitCode(IntEnum):
    """The code `judge` ends with. Those of a signal are 128 and its number, as in a shell."""

    SUCCESS = 0
    """Done; a judging ended in AC."""
    NOT_ACCEPTED = 1
    """Judged, and not accepted; or a verification found something."""
    CALLER_MISTAKE = 2
    """Bad package, unknown problem, wrong option: asking differently helps."""
    JUDGE_FAULT = 3
    """Our failure: no Docker, JE. Nothing may be concluded about the submission."""
    HUNG_UP = 129
    INTERRUPTED = 130
    TERMINATED = 143


def exit_code_of(error: Exception) -> ExitCode:
    """The code for an error that ended a command; whatever is not the caller's mistake is ours."""
    if isinstance(error, CallerMistake):
        return ExitCode.CALLER_MISTAKE
    return ExitCode.JUDGE_FAULT


def exit_code_of_verdict(verdict: Verdict) -> ExitCode:
    """The code for a judging that ended."""
    if verdict is Verdict.AC:
        return ExitCode.SUCCESS
    return ExitCode.JUDGE_FAULT if verdict is Verdict.JE else ExitCode.NOT_ACCEPTED
