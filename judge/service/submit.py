"""Taking a submission in: checked, written and committed, then queued."""

from dataclasses import dataclass

from judge.model.stored import StoredSubmission
from judge.model.users import User
from judge.service.context import Service


@dataclass(frozen=True)
class NewFile:
    """A source file as it was sent; nothing is checked yet."""

    name: str
    content: str


@dataclass(frozen=True)
class NewSubmission:
    """A submission as it was sent; nothing is checked yet.

    Attributes:
        source: of a submission of one file; otherwise `files` are given.
        entry: which of `files` is run or imported; None if their names tell.
        bulk: whether it may wait behind everything else; for authors and admins.
    """

    problem: str
    language: str
    source: str | None = None
    files: tuple[NewFile, ...] | None = None
    entry: str | None = None
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
    raise NotImplementedError


def cancel(service: Service, user: User, submission_id: str) -> StoredSubmission:
    """Give up on a submission's judging, on the word of who sent it (or an admin).

    Raises:
        NotFound: there is none that this user may see.
        NotAllowed: it is somebody else's.
        Conflict: its judging is done already, or cancelled.
    """
    raise NotImplementedError
