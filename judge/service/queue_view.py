"""The queue as its operator sees it: what waits, who works, what ended in JE."""

from collections.abc import Sequence
from dataclasses import dataclass

from judge.model.stored import Job, Priority, StoredJudging
from judge.model.users import User
from judge.queue.port import QueueWorker
from judge.service.context import Service


@dataclass(frozen=True)
class QueuedJobs:
    """Jobs of one priority that wait; `oldest_age_s` is None if there are none."""

    waiting: int
    oldest_age_s: float | None


@dataclass(frozen=True)
class QueueState:
    """How the queue stands.

    Attributes:
        claimed: jobs that workers are at.
        workers: None if the queue does not answer.
    """

    queues: dict[Priority, QueuedJobs]
    claimed: Sequence[Job]
    workers: Sequence[QueueWorker] | None


@dataclass(frozen=True)
class Retried:
    """A dead letter that is judged again.

    Attributes:
        queued: False if the queue did not answer; the sweeper queues it then.
    """

    judging: StoredJudging
    queued: bool


def queue_state(service: Service, user: User | None) -> QueueState:
    """How the queue stands; `user` None is the service itself or its own host.

    Raises:
        NotAllowed: the user is no admin.
    """
    raise NotImplementedError


def dead_letters(
    service: Service, user: User | None, *, before: str | None, limit: int
) -> Sequence[StoredJudging]:
    """Judgings that ended in JE, the latest first.

    Raises:
        NotAllowed: the user is no admin.
    """
    raise NotImplementedError


def retry_dead(service: Service, user: User | None, judging_id: str) -> Retried:
    """Judge a dead letter again; the new judging counts at once.

    Raises:
        NotAllowed: the user is no admin.
        NotFound: no such judging.
        Conflict: it did not end in JE, or its submission has got another judging since.
    """
    raise NotImplementedError
