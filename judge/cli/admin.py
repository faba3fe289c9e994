"""`judge admin`: what the operator does on the service's own host."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from judge.cli.admin_accounts import key, user
from judge.cli.admin_rejudge import rejudge
from judge.cli.exit_codes import ExitCode
from judge.cli.output import emit, emit_document, say
from judge.cli.service import opened_service
from judge.cli.submit import JsonOption

if TYPE_CHECKING:
    from judge.service.context import Service
    from judge.service.queue_view import QueueState

QUEUE_SCHEMA = "coderound.queue/1"
DEAD_SCHEMA = "coderound.dead/1"
RETRY_SCHEMA = "coderound.retry/1"
BACKUP_SCHEMA = "coderound.backup/1"
PURGE_SCHEMA = "coderound.purge/1"

admin = typer.Typer(
    name="admin",
    help="Look after a service on its own host: queue, users, keys, rejudges, backups.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
admin.add_typer(user)
admin.add_typer(key)
admin.add_typer(rejudge)


@admin.command()
def queue(
    dead: Annotated[
        bool, typer.Option("--dead", help="List judgings that ended in JE, the latest first.")
    ] = False,
    retry: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Judge again what ended in JE; its judging's id."),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many --dead lists.")] = 50,
    as_json: JsonOption = False,
) -> int:
    """Show what waits, who works and at what."""
    with opened_service() as opened:
        if retry is not None:
            _retry(opened.service, retry, as_json)
        elif dead:
            _show_dead(opened.service, limit, as_json)
        else:
            _show_queue(opened.service, as_json)
    return ExitCode.SUCCESS


def _show_queue(service: "Service", as_json: bool) -> None:
    from judge.service.queue_view import queue_state

    state = queue_state(service, None)
    if as_json:
        emit_document(_queue_document(state))
        return
    from judge.cli.render_admin import queue_page

    emit(queue_page(state))


def _queue_document(state: "QueueState") -> dict[str, Any]:
    return {
        "schema": QUEUE_SCHEMA,
        "queues": {
            priority.value: {"waiting": jobs.waiting, "oldest_age_s": jobs.oldest_age_s}
            for priority, jobs in state.queues.items()
        },
        "claimed": [job.model_dump(mode="json") for job in state.claimed],
        "workers": (
            None
            if state.workers is None
            else [worker.model_dump(mode="json") for worker in state.workers]
        ),
    }


def _show_dead(service: "Service", limit: int, as_json: bool) -> None:
    from judge.service.queue_view import dead_letters

    judgings = dead_letters(service, None, before=None, limit=limit)
    if as_json:
        # The result may hold what a solver's program printed; it is not what one looks for here.
        shown = [judging.model_dump(mode="json", exclude={"result"}) for judging in judgings]
        emit_document({"schema": DEAD_SCHEMA, "judgings": shown})
        return
    from judge.cli.render_admin import dead_table

    emit(dead_table(judgings))


def _retry(service: "Service", judging_id: str, as_json: bool) -> None:
    from judge.service.queue_view import retry_dead

    retried = retry_dead(service, None, judging_id)
    judging = retried.judging
    if as_json:
        emit_document(
            {
                "schema": RETRY_SCHEMA,
                "judging": judging.id,
                "submission": judging.submission_id,
                "queued": retried.queued,
            }
        )
    else:
        emit(f"{judging.id}\n")
    if not retried.queued:
        say("The queue does not answer; the sweeper queues it as soon as it does.")


@admin.command()
def backup(
    file: Annotated[Path, typer.Argument(help="New file that the backup is written to.")],
    as_json: JsonOption = False,
) -> int:
    """Write all that the embedded database holds to a file, while the service runs."""
    from judge.settings import load_settings
    from judge.wiring import backup_store

    backup_store(load_settings(), file)
    if as_json:
        emit_document({"schema": BACKUP_SCHEMA, "file": str(file), "former": None})
    else:
        say(f"Backed up to {file}. It holds everything, password hashes too.")
    return ExitCode.SUCCESS


@admin.command()
def restore(
    file: Annotated[Path, typer.Argument(help="File that a backup was written to.")],
    as_json: JsonOption = False,
) -> int:
    """Put a backup in the place of the embedded database; the service must not run."""
    from judge.settings import load_settings
    from judge.wiring import restore_store

    former = restore_store(load_settings(), file)
    if as_json:
        shown = None if former is None else str(former)
        emit_document({"schema": BACKUP_SCHEMA, "file": str(file), "former": shown})
    else:
        say(f"Restored from {file}.")
        if former is not None:
            say(f"The former database is in {former}.")
    return ExitCode.SUCCESS


@admin.command()
def purge(as_json: JsonOption = False) -> int:
    """Delete now what is past the time that the settings give it; the service does so every hour."""
    from judge.host.keeper import purge_all, retention_of

    with opened_service() as opened:
        deleted = purge_all(opened.service.store, retention_of(opened.settings))
    if as_json:
        emit_document({"schema": PURGE_SCHEMA, "deleted": deleted})
    else:
        emit(f"{deleted} deleted\n")
    return ExitCode.SUCCESS
