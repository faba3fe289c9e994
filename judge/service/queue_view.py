"""The queue as its operator sees it: what waits, who works, what ended in JE."""

from collections.abc import Sequence
from dataclasses import dataclass

from judge.errors import Conflict, QueueError
from judge.model.ids import new_id
from judge.model.stored import Job, JobKind, Priority, StoredJudging
from judge.model.submission import JudgingState
from judge.model.users import Role, User
from judge.model.verdict import Verdict
from judge.queue.port import QueueWorker
from judge.service.context import Service, note, require
from judge.service.jobs import new_job
from judge.service.texts import checked_cursor, known_id, not_found


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
    require(user, Role.ADMIN)
    now = service.clock()
    with service.store.read() as tx:
        lengths, claimed = tx.jobs.lengths(), tx.jobs.claimed()
    queues = {
        priority: QueuedJobs(
            length.waiting,
            None if length.oldest is None else max(0.0, (now - length.oldest).total_seconds()),
        )
        for priority, length in lengths.items()
    }
    try:
        workers = service.queue.workers()
    except QueueError:
        return QueueState(queues, claimed, None)
    return QueueState(queues, claimed, workers)


def dead_letters(
    service: Service, user: User | None, *, before: str | None, limit: int
) -> Sequence[StoredJudging]:
    """Judgings that ended in JE, the latest first.

    Raises:
        NotAllowed: the user is no admin.
    """
    require(user, Role.ADMIN)
    with service.store.read() as tx:
        return tx.jobs.dead(before=checked_cursor(before), limit=limit)


def retry_dead(service: Service, user: User | None, judging_id: str) -> Retried:
    """Judge a dead letter again, by the published version; the new judging counts at once.

    No rejudge is made of it: there is nothing to weigh, for a verdict is better than none.

    Raises:
        NotAllowed: the user is no admin.
        NotFound: no such judging.
        Conflict: it did not end in JE, or its submission has got another judging since.
    """
    require(user, Role.ADMIN)
    now = service.clock()
    with service.store.write() as tx:
        dead = tx.submissions.judging(known_id("judging", judging_id))
        submission = None if dead is None else tx.submissions.get(dead.submission_id)
        if dead is None or submission is None:
            raise not_found("judging", judging_id)
        if dead.verdict is not Verdict.JE:
            raise Conflict(
                f"judging {judging_id} did not end in JE; rejudge its submission instead"
            )
        published = tx.problems.published(submission.problem)
        judging = StoredJudging(
            id=new_id(),
            submission_id=submission.id,
            version_id=dead.version_id if published is None else published.id,
            state=JudgingState.QUEUED,
            attempt=0,
            created_at=now,
            replaces=dead.id,
        )
        if not tx.submissions.replace_judging(judging):
            raise Conflict(f"submission {submission.id} has got another judging since {judging_id}")
        # The cap of whoever sent it is for what they send, not for what failed.
        tx.jobs.add(new_job(judging.id, JobKind.JUDGING, Priority.DEFAULT, None, now))
        note(tx, service, user, "judging.retry", judging_id, judging=judging.id)
    return Retried(judging, queued=service.enqueue([(judging.id, Priority.DEFAULT)]))
