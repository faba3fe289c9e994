"""Taking a submission in: checked, written and committed, then queued."""

from dataclasses import asdict, dataclass

from judge.errors import Conflict, NotAllowed
from judge.model.ids import new_id
from judge.model.stored import (
    JobKind,
    Priority,
    ProblemVersion,
    StoredJudging,
    StoredSubmission,
)
from judge.model.submission import JudgingState, Submission
from judge.model.users import Role, User
from judge.service.admission import admit, made_before
from judge.service.context import Service, may, note
from judge.service.jobs import new_job
from judge.service.problems import get_problem
from judge.service.sources import NewSource, checked_source, keep_files
from judge.service.submissions import get_submission, seen_submission
from judge.service.texts import not_found
from judge.store.port import Transaction


@dataclass(frozen=True)
class NewSubmission(NewSource):
    """A submission as it was sent; nothing is checked yet.

    Attributes:
        bulk: whether it may wait behind everything else; for authors and admins.
    """

    bulk: bool = False


@dataclass(frozen=True)
class Submitted:
    """An accepted submission.

    Attributes:
        replayed: whether it was accepted before, by a request with the same idempotency key.
        queued: False if the queue did not answer; the sweeper queues it then.
    """

    submission: StoredSubmission
    replayed: bool
    queued: bool


def submit(
    service: Service, user: User, new: NewSubmission, *, idempotency_key: str | None = None
) -> Submitted:
    """Accept a submission. When this returns, it is committed and will be judged.

    Raises:
        NotFound: no problem of this name is published.
        SubmissionRejected: its language, files or size are not what the problem takes.
        NotAllowed: a solver asks for `bulk`.
        TooManyRequests: the user sends too fast, or has too much waiting.
        KeyReused: the idempotency key came with another request before.
    """
    if new.bulk and not may(user, Role.AUTHOR):
        raise NotAllowed("bulk is for authors and admins")
    version = get_problem(service, new.problem)
    source = checked_source(new, version)
    submission_id, priority = new_id(), Priority.BULK if new.bulk else Priority.INTERACTIVE
    with service.store.write() as tx:
        request = ["submission", asdict(new)]
        before = made_before(tx, service, user, idempotency_key, request, submission_id)
        if before is not None:
            return Submitted(_existing(tx, before), replayed=True, queued=True)
        admit(tx, service, user)
        submission = _write(tx, service, user, source, version, submission_id, priority)
    queued = service.enqueue([(submission.judging_id, priority)])
    return Submitted(submission, replayed=False, queued=queued)


def cancel(service: Service, user: User, submission_id: str) -> StoredSubmission:
    """Give up on a submission's judging, on the word of who sent it (or an admin).

    Raises:
        NotFound: there is none that this user may see.
        NotAllowed: it is somebody else's.
        Conflict: its judging is done already, or cancelled.
    """
    with service.store.write() as tx:
        submission = seen_submission(tx, user, submission_id)
        if submission.user_id != user.id:
            if user.role is not Role.ADMIN:
                raise NotAllowed(f"submission {submission_id} is not yours to cancel")
            note(tx, service, user, "submission.cancel", submission_id)
        if not tx.submissions.cancel(submission.judging_id, service.clock()):
            raise Conflict(f"submission {submission_id} is judged already, or cancelled")
    return get_submission(service, user, submission_id)


def _existing(tx: Transaction, submission_id: str) -> StoredSubmission:
    submission = tx.submissions.get(submission_id)
    if submission is None:
        raise not_found("submission", submission_id)
    return submission


def _write(
    tx: Transaction,
    service: Service,
    user: User,
    source: Submission,
    version: ProblemVersion,
    submission_id: str,
    priority: Priority,
) -> StoredSubmission:
    now = service.clock()
    judging = StoredJudging(
        id=new_id(),
        submission_id=submission_id,
        version_id=version.id,
        state=JudgingState.QUEUED,
        attempt=0,
        created_at=now,
    )
    submission = StoredSubmission(
        id=submission_id,
        user_id=user.id,
        problem=source.problem,
        language=source.language,
        entry=source.entry,
        files=keep_files(tx, source),
        created_at=now,
        judging_id=judging.id,
        state=JudgingState.QUEUED,
    )
    tx.submissions.add(submission, judging)
    tx.jobs.add(new_job(judging.id, JobKind.JUDGING, priority, user, now))
    return submission
