"""Looking at submissions: everybody at their own, authors at their problems', admins at all.

Somebody else's id is answered like one that does not exist, so that ids cannot be probed.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from judge.errors import NotAllowed
from judge.model.language import LANGUAGES
from judge.model.stored import (
    Event,
    RejudgeState,
    StoredJudging,
    StoredSubmission,
    SubmissionFilter,
)
from judge.model.submission import JudgingState
from judge.model.users import Role, User
from judge.model.verdict import Verdict
from judge.service.context import Service, may
from judge.service.texts import checked_cursor, is_id, is_problem_name, known_id, not_found
from judge.store.port import Transaction

_EventType = Literal["claimed", "compiled", "case", "done"]


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
    with service.store.read() as tx:
        return seen_submission(tx, user, submission_id)


def list_submissions(
    service: Service, user: User, wanted: SubmissionFilter, *, before: str | None, limit: int
) -> Sequence[StoredSubmission]:
    """Submissions that this user may see, the latest first.

    An admin gets all that are wanted. An author who asks for a problem of their own gets everybody's.
    Anybody else gets their own, whatever `wanted.user_id` is left out to be.

    Raises:
        NotAllowed: those of somebody else are asked for.
    """
    before = checked_cursor(before)
    if not may_exist(wanted):
        return []
    with service.store.read() as tx:
        if not sees_everybody(tx, user, wanted.problem):
            if wanted.user_id not in (None, user.id):
                raise NotAllowed("the submissions of other users are not yours to see")
            wanted = wanted.model_copy(update={"user_id": user.id})
        return tx.submissions.list(wanted, before=before, limit=limit)


def get_source(service: Service, user: User, submission_id: str) -> Sequence[SubmittedFile]:
    """The files of a submission.

    Raises:
        NotFound: there is none that this user may see.
    """
    with service.store.read() as tx:
        submission = seen_submission(tx, user, submission_id)
        return [SubmittedFile(file.name, tx.blobs.get(file.digest)) for file in submission.files]


def get_judging(service: Service, user: User, judging_id: str) -> StoredJudging:
    """A judging with its result.

    Raises:
        NotFound: there is none that this user may see.
    """
    with service.store.read() as tx:
        judging = tx.submissions.judging(known_id("judging", judging_id))
        submission = None if judging is None else tx.submissions.get(judging.submission_id)
        if judging is None or submission is None or not _sees(tx, user, submission):
            raise not_found("judging", judging_id)
        if not _shows(tx, user, submission, judging):
            raise not_found("judging", judging_id)
        return judging


def list_judgings(service: Service, user: User, submission_id: str) -> Sequence[StoredJudging]:
    """All judgings of a submission, the latest first, without their results.

    Raises:
        NotFound: there is none that this user may see.
    """
    with service.store.read() as tx:
        submission = seen_submission(tx, user, submission_id)
        return [
            judging
            for judging in tx.submissions.judgings_of(submission_id)
            if _shows(tx, user, submission, judging)
        ]


def seen_submission(tx: Transaction, user: User | None, submission_id: str) -> StoredSubmission:
    """A submission that this user may see.

    Raises:
        NotFound: there is none.
    """
    submission = tx.submissions.get(known_id("submission", submission_id))
    if submission is None or not _sees(tx, user, submission):
        raise not_found("submission", submission_id)
    return submission


def sees_everybody(tx: Transaction, user: User | None, problem: str | None) -> bool:
    """Whether a user may see everybody's submissions to a problem, or (None) to all of them."""
    if user is None or user.role is Role.ADMIN:
        return True
    return problem is not None and may(user, Role.AUTHOR) and tx.problems.owner(problem) == user.id


def may_exist(wanted: SubmissionFilter) -> bool:
    """Whether what a filter names can be at all; if not, it may not even be words for the store."""
    return (
        (wanted.problem is None or is_problem_name(wanted.problem))
        and (wanted.user_id is None or is_id(wanted.user_id))
        and (wanted.language is None or wanted.language in LANGUAGES)
    )


def events_of(judging: StoredJudging) -> list[Event]:
    """What watchers of a judging were told, made again from its result; empty while it is not over.

    Numbers are those of the live events: `claimed` is 0, `compiled` 1, then a `case` for each test in
    order, then `done`. A cancelled judging without a result is one `done` without a verdict, numbered
    as the first event of a further attempt, behind everything that was told live.
    """
    if judging.result is not None:
        return _numbered(judging.attempt, [("claimed", {}), *_told(judging.result)])
    if judging.state is JudgingState.CANCELLED:
        nothing = {"verdict": None, "score": None, "max_score": None}
        return _numbered(judging.attempt + 1, [("done", nothing)])
    return []


def _numbered(attempt: int, told: Iterable[tuple[_EventType, dict[str, Any]]]) -> list[Event]:
    return [
        Event(attempt=attempt, number=number, type=kind, data=data)
        for number, (kind, data) in enumerate(told)
    ]


def _told(result: dict[str, Any]) -> Iterator[tuple[_EventType, dict[str, Any]]]:
    compiled, cases = result["compile"], result["cases"]
    # A judging that failed before it compiled told of no compilation, and no test of it was run.
    if (
        compiled is not None
        or result["verdict"] != Verdict.JE
        or any(case["verdict"] for case in cases)
    ):
        found = compiled or {"ok": True, "message": None}
        shown = {"ok": found["ok"], "message": found["message"], "case_count": len(cases)}
        yield "compiled", shown
    for case in cases:
        yield "case", case
    yield "done", {key: result[key] for key in ("verdict", "score", "max_score")}


def _sees(tx: Transaction, user: User | None, submission: StoredSubmission) -> bool:
    own = user is not None and submission.user_id == user.id
    return own or sees_everybody(tx, user, submission.problem)


def _shows(
    tx: Transaction, user: User, submission: StoredSubmission, judging: StoredJudging
) -> bool:
    """Whether a judging of a submission that a user sees is theirs to see.

    What a rejudge found is for those who look at it before it counts, and only for them if it never does.
    """
    if judging.id == submission.judging_id or judging.rejudge_id is None:
        return True
    if sees_everybody(tx, user, submission.problem):
        return True
    rejudge = tx.rejudges.get(judging.rejudge_id)
    return rejudge is not None and rejudge.state is RejudgeState.APPLIED
