"""Judging again: new judgings are made, looked at, and then count or are dropped.

For admins, and for authors within a problem of their own; `user` None is the service's own host.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from judge.errors import CallerMistake, Conflict, NotAllowed
from judge.model.ids import new_id
from judge.model.stored import Priority, Rejudge, RejudgeState, SubmissionFilter, VerdictChange
from judge.model.users import Role, User
from judge.service.context import Service, may, note, require
from judge.service.problems import require_owner
from judge.service.submissions import may_exist, seen_submission
from judge.service.texts import checked_cursor, checked_text, known_id, not_found
from judge.store.port import Transaction

MAX_REASON_LENGTH = 1000
_ENQUEUED_AT_ONCE = 1000


@dataclass(frozen=True)
class StartedRejudge:
    """A rejudge under way.

    Attributes:
        queued: False if the queue did not take all of its jobs; the sweeper queues the rest then.
    """

    rejudge: Rejudge
    queued: bool


def start_rejudge(
    service: Service,
    user: User | None,
    *,
    reason: str,
    submission_id: str | None = None,
    wanted: SubmissionFilter | None = None,
) -> StartedRejudge:
    """Judge submissions again by their problems' published versions; nothing counts yet.

    Args:
        submission_id: the one that is meant; or `wanted`, those that are.

    Raises:
        NotAllowed: the user may not rejudge these.
        NotFound: there is no such submission or problem.
        Conflict: no submission is meant whose judging is done.
        CallerMistake: neither or both of `submission_id` and `wanted` are given, or the reason is
            not usable.
    """
    require(user, Role.AUTHOR)
    checked_text("reason", reason, MAX_REASON_LENGTH)
    if (submission_id is None) == (wanted is None):
        raise CallerMistake("submission and filter: expected one of them")
    now = service.clock()
    with service.store.write() as tx:
        if submission_id is not None:
            submission = seen_submission(tx, user, submission_id)
            meant = SubmissionFilter(problem=submission.problem)
            described: dict[str, Any] = {"submission_id": submission_id}
        else:
            meant = wanted or SubmissionFilter()
            described = meant.model_dump(mode="json", exclude_none=True)
        _check_meant(tx, user, meant)
        rejudge = Rejudge(
            id=new_id(),
            created_by=user.id if user else None,
            created_at=now,
            state=RejudgeState.JUDGING,
            filter=described,
            reason=reason,
            total=0,
        )
        tx.rejudges.add(rejudge)
        jobs = tx.rejudges.add_judgings(rejudge.id, meant, submission_id, now)
        if not jobs:
            raise Conflict("there is no submission among these whose judging is done")
        note(tx, service, user, "rejudge.start", rejudge.id, filter=described, total=len(jobs))
    rejudge = rejudge.model_copy(update={"total": len(jobs)})
    # The sweeper queues the rest, so that nobody waits for thousands to be told.
    queued = service.enqueue((job_id, Priority.BULK) for job_id in jobs[:_ENQUEUED_AT_ONCE])
    return StartedRejudge(rejudge, queued)


def get_rejudge(service: Service, user: User | None, rejudge_id: str) -> Rejudge:
    """A rejudge.

    Raises:
        NotFound: there is none that this user may see.
    """
    with service.store.read() as tx:
        return _seen(tx, user, rejudge_id)


def list_rejudges(
    service: Service, user: User | None, *, before: str | None, limit: int
) -> Sequence[Rejudge]:
    """Rejudges, the latest first; an author gets those they started.

    Raises:
        NotAllowed: the user is no author.
    """
    require(user, Role.AUTHOR)
    before = checked_cursor(before)
    with service.store.read() as tx:
        if user is None or user.role is Role.ADMIN:
            return tx.rejudges.list(before=before, limit=limit)
        return tx.rejudges.list(before=before, limit=limit, created_by=user.id)


def list_changes(
    service: Service,
    user: User | None,
    rejudge_id: str,
    *,
    after: str | None,
    limit: int,
    unchanged_too: bool = False,
) -> Sequence[VerdictChange]:
    """What a rejudge would do, or did, by submission id; those after the submission `after`.

    Raises:
        NotFound: there is none that this user may see.
    """
    after = checked_cursor(after)
    with service.store.read() as tx:
        _seen(tx, user, rejudge_id)
        return tx.rejudges.changes(rejudge_id, after=after, limit=limit, all_=unchanged_too)


def matrix(service: Service, user: User | None, rejudge_id: str) -> dict[tuple[str, str], int]:
    """How many submissions go from one verdict to another.

    Raises:
        NotFound: there is none that this user may see.
    """
    with service.store.read() as tx:
        _seen(tx, user, rejudge_id)
        return tx.rejudges.matrix(rejudge_id)


def apply_rejudge(service: Service, user: User | None, rejudge_id: str) -> int:
    """Make a rejudge's judgings count; how many submissions have got another judging.

    Raises:
        NotFound: there is none that this user may see.
        Conflict: it is still judging, or was applied or cancelled.
    """
    with service.store.write() as tx:
        rejudge = _seen(tx, user, rejudge_id)
        count = tx.rejudges.apply(rejudge_id)
        if count is None:
            raise Conflict(f"rejudge {rejudge_id} is {rejudge.state}; expected one that is ready")
        note(tx, service, user, "rejudge.apply", rejudge_id, changed=count)
        return count


def cancel_rejudge(service: Service, user: User | None, rejudge_id: str) -> Rejudge:
    """Drop a rejudge.

    Raises:
        NotFound: there is none that this user may see.
        Conflict: it was applied or cancelled.
    """
    with service.store.write() as tx:
        rejudge = _seen(tx, user, rejudge_id)
        if not tx.rejudges.cancel(rejudge_id, service.clock()):
            raise Conflict(f"rejudge {rejudge_id} is {rejudge.state} already")
        note(tx, service, user, "rejudge.cancel", rejudge_id)
        return _seen(tx, user, rejudge_id)


def _check_meant(tx: Transaction, user: User | None, meant: SubmissionFilter) -> None:
    if not may_exist(meant):
        raise Conflict("the filter names a problem, user or language that cannot be")
    if meant.problem is not None:
        require_owner(tx, user, meant.problem)
    elif not may(user, Role.ADMIN):
        raise NotAllowed("an author rejudges within one problem of their own; name it")


def _seen(tx: Transaction, user: User | None, rejudge_id: str) -> Rejudge:
    """A rejudge that a user started, or any for an admin; while they are an author."""
    rejudge = tx.rejudges.get(known_id("rejudge", rejudge_id))
    if rejudge is None or not (may(user, Role.ADMIN) or _began(user, rejudge)):
        raise not_found("rejudge", rejudge_id)
    return rejudge


def _began(user: User | None, rejudge: Rejudge) -> bool:
    return user is not None and may(user, Role.AUTHOR) and rejudge.created_by == user.id
