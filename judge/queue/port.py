"""What the service asks of its queue and of its event log.

Both may be away or forget everything at any time: nothing that is lost here is lost, for the store
knows what has to be done and what came of it. Every method may raise `QueueError`.
"""

from collections.abc import AsyncIterator, Callable, Sequence
from typing import Protocol

from judge.model.base import Value
from judge.model.stored import Event, Priority


class QueueWorker(Value):
    """A worker that the queue has heard of lately.

    Attributes:
        job_id: what it is at.
    """

    name: str
    host: str
    state: str
    job_id: str | None


class Queue(Protocol):
    """Ids of jobs that wait for a worker."""

    def enqueue(self, job_id: str, priority: Priority) -> None:
        """Hand a job's id to the workers. Twice is harmless: the second one's claim is refused."""

    def missing(self, job_ids: Sequence[tuple[str, Priority]]) -> Sequence[tuple[str, Priority]]:
        """Those of the jobs that no worker would be given."""

    def remove(self, job_id: str, priority: Priority) -> None:
        """Take a job out, if it is still waiting."""

    def workers(self) -> Sequence[QueueWorker]:
        """The workers that are alive."""

    def ping(self) -> None:
        """Raise `QueueError` unless the queue answers."""

    def close(self) -> None:
        """Let go of every connection."""


class Consumer(Protocol):
    """A worker's end of the queue."""

    def work(self, do: Callable[[str], None]) -> None:
        """Call `do` with one id after another, until `stop`; outlives the queue being away.

        `do` raises nothing.
        """

    def stop(self) -> None:
        """Come back from `work` after the job under way; from any thread or signal handler."""


class Events(Protocol):
    """What happens to jobs, for those who watch: kept for a while, told at once."""

    def publish(self, job_id: str, events: Sequence[Event]) -> None:
        """Append events. Those of an attempt that a later one has overtaken are dropped.

        Never waits for the queue: `done` is told at once, others within a moment, and all are dropped
        while it is away.
        """

    def close(self) -> None:
        """Tell what has not been told yet, for a moment, and let go of every connection."""


class Watcher(Protocol):
    """Watching jobs from within an event loop."""

    def follow(self, job_id: str, after: str | None) -> AsyncIterator[Event | None]:
        """Events with ids behind `after`, as they come, up to `done`; all of them if it is no id.

        None now and then while nothing happens: a moment to look into the store.
        """

    async def finished(self, job_id: str, timeout_s: float) -> bool:
        """Wait until a job's `done` is told; False if the time is over before, or the queue is away."""

    async def close(self) -> None:
        """Let go of every connection."""
