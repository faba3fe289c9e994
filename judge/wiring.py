"""Settings become implementations: the only module that picks them."""

from pathlib import Path
from typing import Literal

from judge.errors import CallerMistake
from judge.sandbox.port import Sandbox
from judge.settings import Settings
from judge.store.port import Store

SandboxKind = Literal["docker", "local"]


def make_sandbox(settings: Settings, kind: SandboxKind = "docker") -> Sandbox:
    """A sandbox; the caller closes it.

    `local` isolates nothing. It is for one's own code, where a person asked for it, and nothing that
    serves other people may pass it.

    Raises:
        SandboxError: there can be none, such as because no engine answers.
    """
    # Imported here: the Docker client takes longer to import than a local sandbox to start.
    if kind == "local":
        from judge.sandbox.local_sandbox import LocalSandbox

        return LocalSandbox()
    from judge.sandbox.docker_sandbox import DockerSandbox

    return DockerSandbox(
        cpus=settings.box_cpus,
        runtime=settings.docker_runtime,
        reuse=settings.box_reuse,
        max_judgings=settings.box_max_judgings,
    )


def make_store(settings: Settings) -> Store:
    """The store; the caller closes it. Nothing is connected, and no schema made, before it is used.

    Without `database_url` it is SQLite in the data folder, which is made if it is not there.

    Raises:
        CallerMistake: `database_url` is not one of PostgreSQL or SQLite.
        StoreError: the data folder cannot be used.
    """
    # Imported here: commands that keep nothing need not wait for it.
    from judge.store.sql_store import SqlStore, embedded_store

    if settings.database_url is None:
        return embedded_store(settings.data_dir)
    return SqlStore(settings.database_url)


def backup_store(settings: Settings, target: Path) -> None:
    """Copy the embedded database to a new file; see `judge.store.backup`.

    Raises:
        CallerMistake: there is nothing to copy, the file exists, or the database is not embedded.
        StoreError: the database is damaged, or the copy cannot be written.
    """
    from judge.store.backup import backup

    _require_embedded(settings, "pg_dump")
    backup(settings.data_dir, target)


def restore_store(settings: Settings, source: Path) -> Path | None:
    """Let a backup be the embedded database; tells the folder that the former one was moved to.

    Raises:
        CallerMistake: there is no such backup, it is of a newer version, the data folder is in use,
            or the database is not embedded.
        StoreError: the backup is damaged, or cannot be copied.
    """
    from judge.store.backup import restore

    _require_embedded(settings, "pg_restore")
    return restore(source, settings.data_dir)


def _require_embedded(settings: Settings, instead: str) -> None:
    if settings.database_url is not None:
        raise CallerMistake(
            f"the database is at database_url and not in the data folder; use {instead} for it"
        )
