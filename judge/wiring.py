"""Settings become implementations: the only module that picks them."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from judge.errors import CallerMistake
from judge.model.limits import MIB
from judge.model.stored import Priority
from judge.queue.port import Consumer, Events, Queue, Watcher
from judge.sandbox.port import Sandbox
from judge.settings import Settings
from judge.store.port import Store
from judge.webhooks.port import Sender

if TYPE_CHECKING:
    from judge.queue.private_redis import PrivateRedis
    from judge.service.context import Service

SandboxKind = Literal["docker", "local"]


def import_shared() -> None:
    """Import what every process of the service uses, once for all that are forked from this one."""
    import judge.queue.redis_events
    import judge.queue.rq_queue
    import judge.service.accounts
    import judge.store.sql_store  # noqa: F401


def import_for_slots() -> None:
    """Import what every slot uses, as `import_shared`."""
    import judge.queue.rq_consumer
    import judge.sandbox.docker_sandbox
    import judge.sandbox.orphans  # noqa: F401

    import_shared()


def make_sandbox(
    settings: Settings,
    kind: SandboxKind = "docker",
    *,
    worker: str | None = None,
    noise_floor: float | None = None,
) -> Sandbox:
    """A sandbox; the caller closes it.

    `local` isolates nothing. It is for one's own code, where a person asked for it, and nothing that
    serves other people may pass it.

    Args:
        worker: name of the worker whose boxes they are; it has a box ready at any time.
        noise_floor: of the host, if it was measured; results tell it.

    Raises:
        SandboxError: there can be none, such as because no engine answers.
    """
    # Imported here: the Docker client takes longer to import than a local sandbox to start.
    if kind == "local":
        from judge.sandbox.local_sandbox import LocalSandbox

        return LocalSandbox(noise_floor=noise_floor)
    from judge.sandbox.docker_sandbox import DockerSandbox
    from judge.sandbox.orphans import worker_labels

    return DockerSandbox(
        cpus=settings.box_cpus,
        runtime=settings.docker_runtime,
        reuse=settings.box_reuse,
        max_judgings=settings.box_max_judgings,
        labels=None if worker is None else worker_labels(settings.data_dir, worker),
        standby=worker is not None,
        noise_floor=noise_floor,
    )


def reap_boxes(settings: Settings) -> int:
    """Remove boxes whose workers, of this host and data folder, are gone; how many it were.

    Raises:
        EngineUnavailable: the engine does not answer.
    """
    from judge.sandbox.orphans import remove_orphans

    return remove_orphans(settings.data_dir)


def make_sender(settings: Settings) -> Sender:
    """What sends webhooks."""
    from judge.webhooks.http_sender import HttpSender

    return HttpSender(private_allowed=settings.webhook_private)


def make_queue(settings: Settings) -> Queue:
    """The queue, for one process; its methods raise `QueueError` while Redis is away.

    Raises:
        CallerMistake: `redis_url` is no URL.
    """
    from judge.queue.rq_queue import RqQueue

    return RqQueue(_redis_url(settings))


def make_private_redis(settings: Settings) -> "PrivateRedis":
    """A Redis of the service's own, prepared and not started.

    Raises:
        CallerMistake: it is not installed.
        StoreError: its folder cannot be made.
    """
    from judge.queue.private_redis import private_redis

    return private_redis(settings.data_dir)


def make_consumer(settings: Settings, name: str, host: str, *, bulk: bool = True) -> Consumer:
    """A worker's end of the queue.

    Args:
        name: unique among all workers of all hosts.
        host: the machine, for people.
        bulk: whether it also takes jobs that may hold a worker for minutes, such as verifications.
    """
    from judge.queue.rq_consumer import RqConsumer

    priorities = [each for each in Priority if bulk or each is not Priority.BULK]
    return RqConsumer(_redis_url(settings), name, host, priorities)


def make_events(settings: Settings) -> Events:
    """The event log, for one process."""
    from judge.queue.redis_events import RedisEvents

    return RedisEvents(_redis_url(settings), settings.event_hours)


def make_watcher(settings: Settings) -> Watcher:
    """What watches the event log, for one event loop."""
    from judge.queue.redis_watcher import RedisWatcher

    return RedisWatcher(_redis_url(settings))


def _redis_url(settings: Settings) -> str:
    """The Redis that is named, or that of the service which runs on this data folder."""
    from judge.queue.private_redis import private_url

    return settings.redis_url or private_url(settings.data_dir)


def make_store(settings: Settings) -> Store:
    """The store; the caller closes it. Nothing is connected, and no schema made, before it is used.

    Without `database_url` it is SQLite in the data folder, which is made if it is not there.

    Raises:
        CallerMistake: `database_url` is not one of PostgreSQL or SQLite.
        StoreError: the data folder cannot be made.
    """
    # Imported here: commands that keep nothing need not wait for it.
    from judge.store.sql_store import SqlStore, embedded_store

    if settings.database_url is None:
        return embedded_store(settings.data_dir)
    return SqlStore(settings.database_url)


def make_service(settings: Settings) -> "Service":
    """The use cases; the caller closes `store`. Nothing is connected before it is used.

    Raises:
        CallerMistake, StoreError: as `make_store` and `make_queue`.
    """
    from judge.service.context import Policy, Service

    return Service(
        store=make_store(settings),
        queue=make_queue(settings),
        policy=Policy(
            submissions_per_minute=settings.submissions_per_minute,
            queue_cap=settings.queue_cap,
            max_package_bytes=settings.max_package_mib * MIB,
            max_unpacked_bytes=settings.max_unpacked_mib * MIB,
            session_hours=settings.session_hours,
        ),
        clock=lambda: datetime.now(UTC),
    )


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
