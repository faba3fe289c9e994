"""Looking at submissions: everybody at their own, authors at their problems', admins at all.

Somebody else's id is answered like one that does not exist, so that ids cannot be probed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from judge.model.stored import Event, StoredJudging, StoredSubmission, SubmissionFilter
from judge.model.users import User
from judge.service.context import Service


@dataclass(frozen=True)
class SubmittedFile:
    """A source file of a submission; the content is None once retention has deleted it."""

    name: str
    content: bytes | None


def get_submission(service: Service, user: User, submission_id: str) -> StoredSubmission:
    """A submission.

    Raises:
        NotFound: there is none that this user may see.
    """
    raise NotImplementedError


def list_submissions(
    service: Service, user: User, wanted: SubmissionFilter, *, before: str | None, limit: int
) -> Sequence[StoredSubmission]:
    """Submissions that this user may see, the latest first.

    An admin gets all that are wanted. An author who asks for a problem of their own gets everybody's.
    Anybody else gets their own, whatever `wanted.user_id` is left out to be.

    Raises:
        NotAllowed: those of somebody else are asked for.
    """
    raise NotImplementedError


def get_source(service: Service, user: User, submission_id: str) -> Sequence[SubmittedFile]:
    """The files of a submission.

    Raises:
        NotFound: there is none that this user may see.
    """
    raise NotImplementedError


def get_judging(service: Service, user: User, judging_id: str) -> StoredJudging:
    """A judging with its result.

    Raises:
        NotFound: there is none that this user may see.
    """
    raise NotImplementedError


def list_judgings(service: Service, user: User, submission_id: str) -> Sequence[StoredJudging]:
    """All judgings of a submission, the latest first, without their results.

    Raises:
        NotFound: there is none that this user may see.
    """
    raise NotImplementedError


def events_of(judging: StoredJudging) -> list[Event]:
    """What watchers of a judging were told, made again from its result; empty while it is not over.

    Numbers are those of the live events: `claimed` is 0, `compiled` 1, then a `case` for each test in
    order, then `done`. A cancelled judging without a result is one `done` without a verdict, numbered
    as the first event of a further attempt, behind everything that was told live.
    """
    raise NotImplementedError
