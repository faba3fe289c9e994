"""`judge admin rejudge`: judge again, look at what would change, then let it count or drop it."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from judge.cli.exit_codes import ExitCode
from judge.cli.output import emit, emit_document, say
from judge.cli.service import opened_service, user_named
from judge.cli.submit import JsonOption
from judge.errors import CallerMistake

if TYPE_CHECKING:
    from judge.model.stored import Rejudge
    from judge.model.verdict import Verdict

REJUDGE_SCHEMA = "coderound.rejudge/1"
REJUDGES_SCHEMA = "coderound.rejudges/1"

rejudge = typer.Typer(
    name="rejudge",
    help="Judge again, look at what would change, then let it count or drop it.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

IdArgument = Annotated[str, typer.Argument(metavar="ID", help="The rejudge's id.")]


@rejudge.command()
def start(
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why; for the record.")],
    submission: Annotated[
        str | None, typer.Option(metavar="ID", help="This submission only.")
    ] = None,
    problem: Annotated[
        str | None, typer.Option(metavar="NAME", help="Those for this problem.")
    ] = None,
    language: Annotated[
        str | None, typer.Option(metavar="CODE", help="Those in this language.")
    ] = None,
    verdict: Annotated[
        str | None, typer.Option(metavar="VERDICT", help="Those with this verdict, such as RTE.")
    ] = None,
    user: Annotated[str | None, typer.Option(metavar="NAME", help="Those of this user.")] = None,
    every: Annotated[bool, typer.Option("--all", help="All that there are.")] = False,
    as_json: JsonOption = False,
) -> int:
    """Judge submissions again by their problems' published versions. Nothing counts yet."""
    from judge.model.stored import SubmissionFilter
    from judge.service.rejudge import start_rejudge

    narrowed = any(each is not None for each in (problem, language, verdict, user))
    if [submission is not None, narrowed, every].count(True) != 1:
        raise CallerMistake(
            "say which submissions: --submission, or --problem, --language, --verdict and --user "
            "together, or --all"
        )
    with opened_service() as opened:
        service = opened.service
        wanted = SubmissionFilter(
            problem=problem,
            language=language,
            verdict=_verdict(verdict),
            user_id=None if user is None else user_named(service, user).id,
        )
        started = start_rejudge(
            service,
            None,
            reason=reason,
            submission_id=submission,
            wanted=None if submission else wanted,
        )
    _show(started.rejudge, as_json)
    if not started.queued:
        say("The queue does not answer; the sweeper queues it as soon as it does.")
    return ExitCode.SUCCESS


def _verdict(code: str | None) -> "Verdict | None":
    from judge.model.verdict import Verdict

    if code is None:
        return None
    try:
        return Verdict(code.upper())
    except ValueError:
        raise CallerMistake(f"--verdict {code!r}: expected one of {', '.join(Verdict)}") from None


@rejudge.command("list")
def list_rejudges_command(
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many.")] = 50,
    as_json: JsonOption = False,
) -> int:
    """List rejudges, the latest first."""
    from judge.service.rejudge import list_rejudges

    with opened_service() as opened:
        found = list_rejudges(opened.service, None, before=None, limit=limit)
    if as_json:
        shown = [each.model_dump(mode="json") for each in found]
        emit_document({"schema": REJUDGES_SCHEMA, "rejudges": shown})
        return ExitCode.SUCCESS
    from judge.cli.render_admin import rejudges_table

    emit(rejudges_table(found))
    return ExitCode.SUCCESS


@rejudge.command()
def preview(
    rejudge_id: IdArgument,
    limit: Annotated[
        int, typer.Option(min=1, max=10000, help="How many submissions are listed.")
    ] = 100,
    as_json: JsonOption = False,
) -> int:
    """Show what a rejudge would change: verdicts in sum, and the submissions it would change."""
    from judge.service.rejudge import get_rejudge, list_changes, matrix

    with opened_service() as opened:
        service = opened.service
        found = get_rejudge(service, None, rejudge_id)
        moves = matrix(service, None, rejudge_id)
        changes = list_changes(service, None, rejudge_id, after=None, limit=limit)
    if as_json:
        emit_document(
            {
                "schema": REJUDGE_SCHEMA,
                **found.model_dump(mode="json"),
                "verdicts": [
                    {"old": old, "new": new, "count": count}
                    for (old, new), count in sorted(moves.items())
                ],
                "changes": [change.model_dump(mode="json") for change in changes],
            }
        )
        return ExitCode.SUCCESS
    from judge.cli.render_admin import rejudge_page

    emit(rejudge_page(found, moves, changes))
    return ExitCode.SUCCESS


@rejudge.command()
def apply(rejudge_id: IdArgument, as_json: JsonOption = False) -> int:
    """Make a rejudge's judgings count. It has to be ready."""
    from judge.service.rejudge import apply_rejudge, get_rejudge

    with opened_service() as opened:
        count = apply_rejudge(opened.service, None, rejudge_id)
        _show(get_rejudge(opened.service, None, rejudge_id), as_json, applied=count)
    return ExitCode.SUCCESS


@rejudge.command()
def cancel(rejudge_id: IdArgument, as_json: JsonOption = False) -> int:
    """Drop a rejudge: nothing changes for anybody."""
    from judge.service.rejudge import cancel_rejudge

    with opened_service() as opened:
        _show(cancel_rejudge(opened.service, None, rejudge_id), as_json)
    return ExitCode.SUCCESS


def _show(shown: "Rejudge", as_json: bool, **further: Any) -> None:
    if as_json:
        emit_document({"schema": REJUDGE_SCHEMA, **shown.model_dump(mode="json"), **further})
        return
    from judge.cli.render_admin import rejudges_table

    emit(rejudges_table([shown]))
