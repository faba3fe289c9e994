"""Settings become implementations: the only module that picks them."""

from typing import Literal

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
        StoreError: the data folder cannot be made.
    """
    # Imported here: commands that keep nothing need not wait for it.
    from judge.store.sql_store import SqlStore, embedded_url

    return SqlStore(settings.database_url or embedded_url(settings.data_dir))
