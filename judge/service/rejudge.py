"""Judging again: new judgings are made, looked at, and then count or are dropped.

For admins, and for authors within a problem of their own.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from judge.model.stored import Rejudge, SubmissionFilter, VerdictChange
from judge.model.users import User
from judge.service.context import Service


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
    user: User,
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
    raise NotImplementedError


def get_rejudge(service: Service, user: User, rejudge_id: str) -> Rejudge:
    """A rejudge.

    Raises:
        NotFound: there is none that this user may see.
    """
    raise NotImplementedError


def list_rejudges(
    service: Service, user: User, *, before: str | None, limit: int
) -> Sequence[Rejudge]:
    """Rejudges, the latest first; an author gets those they started.

    Raises:
        NotAllowed: the user is no author.
    """
    raise NotImplementedError


def list_changes(
    service: Service,
    user: User,
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
    raise NotImplementedError


def matrix(service: Service, user: User, rejudge_id: str) -> dict[tuple[str, str], int]:
    """How many submissions go from one verdict to another.

    Raises:
        NotFound: there is none that this user may see.
    """
    raise NotImplementedError


def apply_rejudge(service: Service, user: User, rejudge_id: str) -> int:
    """Make a rejudge's judgings count; how many submissions have got another judging.

    Raises:
        NotFound: there is none that this user may see.
        Conflict: it is still judging, or was applied or cancelled.
    """
    raise NotImplementedError


def cancel_rejudge(service: Service, user: User, rejudge_id: str) -> Rejudge:
    """Drop a rejudge.

    Raises:
        NotFound: there is none that this user may see.
        Conflict: it was applied or cancelled.
    """
    raise NotImplementedError
