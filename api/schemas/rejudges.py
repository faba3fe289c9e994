"""Rejudges and what they would change."""

from datetime import datetime
from typing import Any

from pydantic import ConfigDict, Field

from api.base import Id, Instant, Name, Sent, Shown, Text
from api.pagination import Page, PageQuery
from judge.model.stored import Rejudge as StoredRejudge
from judge.model.stored import RejudgeState, SubmissionFilter, VerdictChange
from judge.model.submission import JudgingState
from judge.model.verdict import Verdict

_ID = "01JD0G3Q8V6T5C2X9WZK4M7N1P"
REJUDGE_EXAMPLE: dict[str, Any] = {
    "id": _ID,
    "created_by": "01JCZZ0A1B2C3D4E5F6G7H8J9K",
    "created_at": "2026-01-31T12:00:00Z",
    "state": "ready",
    "reason": "test 7 had a wrong answer",
    "total": 120,
    "done": 120,
}
CHANGE_EXAMPLE: dict[str, Any] = {
    "submission": _ID,
    "user": "01JCZZ0A1B2C3D4E5F6G7H8J9K",
    "old_judging": "01JD0G3Q8W0B7K2M4N6P8R1S3T",
    "new_judging": "01JD0G3Q8X0B7K2M4N6P8R1S3T",
    "old_verdict": "WA",
    "new_verdict": "AC",
    "old_score": 0.0,
    "new_score": 100.0,
}


class RejudgeFilter(Sent):
    """Which submissions are judged again; what is left out does not narrow."""

    user: Id | None = None
    problem: Name | None = None
    language: Name | None = None
    verdict: Verdict | None = None
    created_after: Instant | None = None
    created_before: Instant | None = None

    def filter(self) -> SubmissionFilter:
        """As the service takes it."""
        return SubmissionFilter(
            user_id=self.user,
            problem=self.problem,
            language=self.language,
            state=JudgingState.DONE,
            verdict=self.verdict,
            created_after=self.created_after,
            created_before=self.created_before,
        )


class RejudgeRequest(Sent):
    """Either one submission, or those that a filter means."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"reason": "test 7 had a wrong answer", "filter": {"problem": "interval-merge"}},
                {"reason": "the host was overloaded", "submission": _ID},
            ],
        }
    )

    reason: Text = Field(min_length=1, max_length=500, examples=["test 7 had a wrong answer"])
    submission: Id | None = None
    filter: RejudgeFilter | None = None


class RejudgeEntry(Shown):
    """A rejudge: new judgings, which count once it is applied."""

    model_config = ConfigDict(json_schema_extra={"examples": [REJUDGE_EXAMPLE]})

    id: Id
    created_by: Id | None
    created_at: datetime
    state: RejudgeState
    reason: str
    total: int = Field(description="Submissions that are judged again.")
    done: int = Field(description="How many of them are done.")

    @classmethod
    def of(cls, stored: StoredRejudge) -> "RejudgeEntry":
        """A stored rejudge as a list shows it."""
        return cls(**_fields(stored))


class Transition(Shown):
    """How many submissions go from one verdict to another."""

    old_verdict: Verdict | None
    new_verdict: Verdict | None = Field(description="Null: not judged yet.")
    submissions: int


class Rejudge(RejudgeEntry):
    """A rejudge with what it would change, or did."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    **REJUDGE_EXAMPLE,
                    "matrix": [{"old_verdict": "WA", "new_verdict": "AC", "submissions": 14}],
                }
            ]
        }
    )

    matrix: list[Transition]

    @classmethod
    def with_matrix(cls, stored: StoredRejudge, matrix: dict[tuple[str, str], int]) -> "Rejudge":
        """A stored rejudge with its matrix."""
        return cls(
            **_fields(stored),
            matrix=[
                Transition(
                    old_verdict=Verdict(old) if old else None,
                    new_verdict=Verdict(new) if new else None,
                    submissions=number,
                )
                for (old, new), number in sorted(matrix.items())
            ],
        )


def _fields(stored: StoredRejudge) -> dict[str, Any]:
    return {
        "id": stored.id,
        "created_by": stored.created_by,
        "created_at": stored.created_at,
        "state": stored.state,
        "reason": stored.reason,
        "total": stored.total,
        "done": stored.done,
    }


class RejudgePage(Page[RejudgeEntry]):
    """A page of rejudges, the latest first."""


class Change(Shown):
    """What a rejudge does to one submission."""

    model_config = ConfigDict(json_schema_extra={"examples": [CHANGE_EXAMPLE]})

    submission: Id
    user: Id
    old_judging: Id
    new_judging: Id
    old_verdict: Verdict | None
    new_verdict: Verdict | None
    old_score: float | None
    new_score: float | None

    @classmethod
    def of(cls, change: VerdictChange) -> "Change":
        """A change as it is shown."""
        return cls(
            submission=change.submission_id,
            user=change.user_id,
            old_judging=change.old_judging,
            new_judging=change.new_judging,
            old_verdict=change.old_verdict,
            new_verdict=change.new_verdict,
            old_score=change.old_score,
            new_score=change.new_score,
        )


class ChangePage(Page[Change]):
    """A page of changes by submission."""


class ChangeQuery(PageQuery):
    """Which changes are listed."""

    all: bool = Field(
        default=False, description="Those submissions too whose verdict and score stay."
    )


class Applied(Shown):
    """What applying a rejudge did."""

    rejudge: RejudgeEntry
    changed: int = Field(description="Submissions that have got another judging.", examples=[14])
