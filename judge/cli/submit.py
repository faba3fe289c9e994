"""`judge submit` and `judge status`: a solution for a server to judge, and what became of it."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from judge.cli.exit_codes import ExitCode, exit_code_of_verdict
from judge.cli.interruption import Interrupted
from judge.cli.output import emit, emit_document, say
from judge.errors import ServerRefused, ServerUnavailable

if TYPE_CHECKING:
    from judge.cli.client import Client
    from judge.cli.watch import WatchedSubmission
    from judge.model.submission import Judging

SUBMITTED_SCHEMA = "coderound.submitted/1"

ServerOption = Annotated[
    str | None, typer.Option(metavar="URL", help="The server; CODEROUND_SERVER if not given.")
]
KeyOption = Annotated[
    str | None,
    typer.Option(metavar="KEY", help="Your API key; better CODEROUND_API_KEY, which no ps shows."),
]
NoWaitOption = Annotated[bool, typer.Option("--no-wait", help="Do not wait for the verdict.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON document on stdout.")]


def submit(
    problem: Annotated[str, typer.Argument(help="The problem's name, or a path that ends in it.")],
    solution: Annotated[str, typer.Argument(help="A file, a folder, or - for stdin.")],
    language: Annotated[
        str | None,
        typer.Option(metavar="CODE", help="The solution's language; by its name if not given."),
    ] = None,
    server: ServerOption = None,
    key: KeyOption = None,
    no_wait: NoWaitOption = False,
    as_json: JsonOption = False,
) -> int:
    """Submit a solution to a server and wait for its verdict."""
    from judge.cli.sources import read_program
    from judge.model.ids import new_id

    document = read_program(_name_of(problem), solution, language)
    with opened_client(server, key) as client:
        # Sent again if the connection breaks, and taken once: the key says that it is the same one.
        submission = client.post("/submissions", document, idempotency_key=new_id())
        return _see_through(client, submission, wait=not no_wait, as_json=as_json)


def status(
    submission_id: Annotated[
        str, typer.Argument(metavar="ID", help="A submission's id, as `judge submit` tells it.")
    ],
    server: ServerOption = None,
    key: KeyOption = None,
    no_wait: NoWaitOption = False,
    as_json: JsonOption = False,
) -> int:
    """Look at a submission again, and wait for its verdict if there is none yet."""
    from judge.cli.watch import submission_path

    path = submission_path(submission_id)
    with opened_client(server, key) as client:
        return _see_through(client, client.get(path), wait=not no_wait, as_json=as_json)


def opened_client(server: str | None, key: str | None) -> "Client":
    """A connection as the settings say, or else the options."""
    from judge.cli.client import Client
    from judge.settings import load_settings

    settings = load_settings()
    return Client(server or settings.server, key or settings.api_key)


def _name_of(problem: str) -> str:
    """The problem that is meant by `interval-merge`, `problems/interval-merge/` or `.`."""
    from pathlib import Path

    name = Path(problem).name
    return name if name not in ("", "..") else Path(problem).resolve().name


def _see_through(client: "Client", document: dict[str, Any], *, wait: bool, as_json: bool) -> int:
    """Wait if that is wanted, and show what there is then."""
    from judge.cli.progress import progress_bar
    from judge.cli.watch import WatchedSubmission, wait_until_over

    submission = WatchedSubmission.of(document)
    if wait and not submission.is_over:
        try:
            with progress_bar() as bar:
                submission = wait_until_over(client, submission, bar)
        except Interrupted as interruption:
            say(f"judge: it is judged all the same; look again with: judge status {submission.id}")
            return interruption.exit_code
    if submission.state == "cancelled":
        raise ServerRefused(f"submission {submission.id} was cancelled; there is no verdict")
    return _show(submission, as_json)


def _show(submission: "WatchedSubmission", as_json: bool) -> int:
    """The judging, or how far it is; the exit code of its verdict, if it has one."""
    result, percentile = submission.judging.result, submission.runtime_percentile
    if as_json:
        emit_document(
            {
                "schema": SUBMITTED_SCHEMA,
                "id": submission.id,
                "state": submission.state,
                "verdict": submission.verdict,
                "score": submission.score,
                "runtime_percentile": None if percentile is None else percentile.model_dump(),
                "judging": result,
            }
        )
    elif result is None:
        emit(f"{submission.id}\n")
        say(f"It is {submission.state}. Look again with: judge status {submission.id}")
    if result is None:
        return ExitCode.SUCCESS
    judging = _judging(result)
    if not as_json:
        from judge.cli.render import submitted_report

        emit(submitted_report(judging, percentile))
    return exit_code_of_verdict(judging.verdict)


def _judging(result: dict[str, Any]) -> "Judging":
    from pydantic import ValidationError

    from judge.model.submission import Judging

    try:
        return Judging.model_validate(result)
    except ValidationError:
        raise ServerUnavailable(
            "the server tells the judging in a form that this version does not know; is it of another "
            "version?"
        ) from None
