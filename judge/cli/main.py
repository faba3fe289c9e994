"""The way in and out: every command is registered here, and every ending becomes an exit code."""

import io
import os
import sys
import traceback
from pathlib import Path
from typing import Annotated

import typer

from judge.cli.admin import admin
from judge.cli.demo import demo
from judge.cli.doctor import doctor
from judge.cli.exit_codes import ExitCode, exit_code_of
from judge.cli.images import images
from judge.cli.interruption import Interrupted, interruptible
from judge.cli.output import emit, emit_error, say
from judge.cli.problem import problem
from judge.cli.run import run
from judge.cli.serve import serve
from judge.cli.submit import status, submit
from judge.cli.worker import worker
from judge.errors import CallerMistake, JudgeError, ServerAway

DEBUG_VARIABLE = "CODEROUND_DEBUG"

app = typer.Typer(
    name="judge",
    help="Judge code written for coding rounds, in boxes it cannot get out of.",
    # Plain help costs 20 ms, Rich's 120 ms; what is shown is the same.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=True,
)
app.command()(run)
app.command()(serve)
app.command()(worker)
app.command()(submit)
app.command()(status)
app.add_typer(problem)
app.add_typer(images)
app.add_typer(admin)
app.command()(doctor)
app.command()(demo)


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        emit(f"coderound {version('coderound')}\n")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Judge code written for coding rounds, in boxes it cannot get out of."""


def main() -> int:
    """Run the command line of this process; what it returns is the exit code."""
    _open_closed_streams()
    # A name that this terminal's encoding has no sign for must not end in a traceback.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    return run_command_line(sys.argv[1:])


def _open_closed_streams() -> None:
    """Let a stream that the caller closed (`>&-`) lead nowhere, before a socket gets its number."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115  for good


def run_command_line(arguments: list[str]) -> int:
    """Run one command line to its end.

    This is the outermost loop: whatever goes wrong ends here as one message and an exit code.
    """
    try:
        with interruptible():
            result = app(arguments, prog_name="judge", standalone_mode=False)
    except Interrupted as interruption:
        say("judge: interrupted; its boxes are removed")
        return interruption.exit_code
    except typer.TyperException as error:
        return _refuse(error, arguments)
    except JudgeError as error:
        return _report(error, str(error), arguments)
    except OSError as error:
        where = error.filename or "the operating system"
        return _report(error, f"{where}: {error.strerror}", arguments)
    except Exception as error:
        return _report(error, f"unexpected {type(error).__name__}: {error}", arguments)
    return result if isinstance(result, int) else ExitCode.SUCCESS


def _refuse(error: typer.TyperException, arguments: list[str]) -> int:
    """A command line that makes no sense."""
    message = error.format_message()
    if message.startswith("Usage:"):  # nothing was asked for, and Typer answers with the help
        say(message)
        return ExitCode.CALLER_MISTAKE
    context = getattr(error, "ctx", None)
    if context is not None:
        message = f"{message} Try: {context.command_path} --help"
    return _report(CallerMistake(message), message, arguments)


def _report(error: Exception, message: str, arguments: list[str]) -> int:
    """One message, on stdout as a document if `--json` is asked for, and the error's exit code."""
    code = exit_code_of(error)
    if "--json" in arguments:
        emit_error(error, message)
    say(f"error: {message}")
    # Where a server is away, nothing in this process is to be looked for.
    if code is ExitCode.JUDGE_FAULT and not isinstance(error, ServerAway):
        if os.environ.get(DEBUG_VARIABLE):
            say("".join(traceback.format_exception(error)))
        else:
            say(f"This is a failure of the judge; {DEBUG_VARIABLE}=1 shows where it happened.")
    return code
