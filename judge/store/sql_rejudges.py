"""Rejudges and what they would change.

Everything is done in sets: a rejudge may have a hundred thousand judgings.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, case, func, insert, or_, select, update

from judge.model.ids import new_id
from judge.model.stored import (
    JobKind,
    JobState,
    Priority,
    Rejudge,
    RejudgeState,
    SubmissionFilter,
    VerdictChange,
)
from judge.model.submission import JudgingState
from judge.model.verdict import Verdict
from judge.store.rows import select_values, to_row, to_value, to_values
from judge.store.sql_submissions import UNDER_WAY, conditions
from judge.store.tables import jobs, judgings, problems, rejudges, submissions

_old = judgings.alias("old")
_new = judgings.alias("new")
_of_rejudge = _new.c.rejudge_id == bindparam("of")

_ADD = insert(rejudges)
_ADD_JUDGINGS = insert(judgings)
_ADD_JOBS = insert(jobs)
_REJUDGES = select_values(Rejudge, rejudges)
_GET = _REJUDGES.where(rejudges.c.id == bindparam("rejudge_id"))
_MEANT = (
    select(submissions.c.id, submissions.c.judging_id, problems.c.published_id)
    .join_from(submissions, problems)
    .where(submissions.c.state == JudgingState.DONE.value, problems.c.published_id.is_not(None))
    .order_by(submissions.c.id)
)
_total = rejudges.c.total + bindparam("more")
_COUNT_ADDED = (
    update(rejudges)
    .where(rejudges.c.id == bindparam("rejudge_id"))
    .values(
        total=_total,
        # With nothing to wait for it is ready at once.
        state=case((rejudges.c.done >= _total, RejudgeState.READY.value), else_=rejudges.c.state),
    )
)
_CHANGES = (
    select(
        _new.c.submission_id,
        submissions.c.user_id,
        _old.c.id.label("old_judging"),
        _new.c.id.label("new_judging"),
        _old.c.verdict.label("old_verdict"),
        _new.c.verdict.label("new_verdict"),
        _old.c.score.label("old_score"),
        _new.c.score.label("new_score"),
    )
    .select_from(_new)
    .join(_old, _old.c.id == _new.c.replaces)
    .join(submissions, submissions.c.id == _new.c.submission_id)
    .where(_of_rejudge)
    .order_by(_new.c.submission_id)
)
_differs = (_new.c.verdict.is_not(None)) & or_(
    _new.c.verdict.is_distinct_from(_old.c.verdict), _new.c.score.is_distinct_from(_old.c.score)
)
_MATRIX = (
    select(_old.c.verdict, _new.c.verdict, func.count())
    .select_from(_new)
    .join(_old, _old.c.id == _new.c.replaces)
    .where(_of_rejudge, _new.c.verdict.is_not(None), _old.c.verdict.is_not(None))
    .group_by(_old.c.verdict, _new.c.verdict)
)
_MOVE = (
    update(rejudges)
    .where(
        rejudges.c.id == bindparam("rejudge_id"),
        rejudges.c.state.in_(bindparam("expected", expanding=True)),
    )
    .values(state=bindparam("wanted"))
)
_LET_COUNT = (
    update(submissions)
    .where(
        _of_rejudge,
        _new.c.state == JudgingState.DONE.value,
        _new.c.verdict != Verdict.JE.value,
        submissions.c.id == _new.c.submission_id,
        submissions.c.judging_id == _new.c.replaces,
    )
    .values(
        judging_id=_new.c.id,
        state=JudgingState.DONE.value,
        verdict=_new.c.verdict,
        score=_new.c.score,
        runtime_ratio=_new.c.runtime_ratio,
    )
)
_SUPERSEDE_OLD = (
    update(judgings)
    .where(
        judgings.c.id.in_(
            select(_new.c.replaces)
            .join(submissions, submissions.c.judging_id == _new.c.id)
            .where(_of_rejudge)
        )
    )
    .values(state=JudgingState.SUPERSEDED.value)
)
_CLOSE_JOBS = (
    update(jobs)
    .where(
        jobs.c.id.in_(select(_new.c.id).where(_of_rejudge)),
        jobs.c.state != JobState.DONE.value,
    )
    .values(state=JobState.DONE.value)
)
_CANCEL_OPEN = (
    update(judgings)
    .where(
        judgings.c.rejudge_id == bindparam("of"),
        judgings.c.state.in_([state.value for state in UNDER_WAY]),
    )
    .values(state=JudgingState.CANCELLED.value, finished_at=bindparam("now"))
)
_SUPERSEDE_DONE = (
    update(judgings)
    .where(judgings.c.rejudge_id == bindparam("of"), judgings.c.state == JudgingState.DONE.value)
    .values(state=JudgingState.SUPERSEDED.value)
)


class SqlRejudges:
    """`Rejudges` in tables."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, rejudge: Rejudge) -> None:
        """See `Rejudges.add`."""
        self._connection.execute(_ADD, to_row(rejudge))

    def add_judgings(
        self, rejudge_id: str, wanted: SubmissionFilter, submission_id: str | None, now: datetime
    ) -> Sequence[str]:
        """See `Rejudges.add_judgings`."""
        query = _MEANT.where(*conditions(wanted))
        if submission_id is not None:
            query = query.where(submissions.c.id == submission_id)
        new = [_judging(row, rejudge_id, now) for row in self._connection.execute(query)]
        if new:
            self._connection.execute(_ADD_JUDGINGS, new)
            self._connection.execute(_ADD_JOBS, [_job(each["id"], now) for each in new])
        self._connection.execute(_COUNT_ADDED, {"rejudge_id": rejudge_id, "more": len(new)})
        return [each["id"] for each in new]

    def get(self, rejudge_id: str) -> Rejudge | None:
        """See `Rejudges.get`."""
        return to_value(Rejudge, self._connection.execute(_GET, {"rejudge_id": rejudge_id}).first())

    def list(
        self, *, before: str | None, limit: int, created_by: str | None = None
    ) -> Sequence[Rejudge]:
        """See `Rejudges.list`."""
        query = _REJUDGES.order_by(rejudges.c.id.desc()).limit(limit)
        if created_by is not None:
            query = query.where(rejudges.c.created_by == created_by)
        if before is not None:
            query = query.where(rejudges.c.id < before)
        return to_values(Rejudge, self._connection.execute(query))

    def changes(
        self, rejudge_id: str, *, after: str | None, limit: int, all_: bool
    ) -> Sequence[VerdictChange]:
        """See `Rejudges.changes`."""
        query = _CHANGES if all_ else _CHANGES.where(_differs)
        if after is not None:
            query = query.where(_new.c.submission_id > after)
        rows = self._connection.execute(query.limit(limit), {"of": rejudge_id})
        return to_values(VerdictChange, rows)

    def matrix(self, rejudge_id: str) -> dict[tuple[str, str], int]:
        """See `Rejudges.matrix`."""
        counted = self._connection.execute(_MATRIX, {"of": rejudge_id})
        return {(old, new): number for old, new, number in counted}

    def apply(self, rejudge_id: str) -> int | None:
        """See `Rejudges.apply`."""
        if not self.set_state(rejudge_id, RejudgeState.READY, RejudgeState.APPLIED):
            return None
        moved = self._connection.execute(_LET_COUNT, {"of": rejudge_id}).rowcount
        self._connection.execute(_SUPERSEDE_OLD, {"of": rejudge_id})
        return moved

    def cancel(self, rejudge_id: str, now: datetime) -> bool:
        """See `Rejudges.cancel`."""
        # Jobs, judgings, then the rejudge: the order in which finishing a judging locks them. Of one
        # that is applied or cancelled nothing is open, so the first two change nothing then.
        self._connection.execute(_CLOSE_JOBS, {"of": rejudge_id})
        self._connection.execute(_CANCEL_OPEN, {"of": rejudge_id, "now": now})
        unapplied = (RejudgeState.JUDGING, RejudgeState.READY)
        if not self._move(rejudge_id, unapplied, RejudgeState.CANCELLED):
            return False
        self._connection.execute(_SUPERSEDE_DONE, {"of": rejudge_id})
        return True

    def set_state(self, rejudge_id: str, expected: RejudgeState, state: RejudgeState) -> bool:
        """See `Rejudges.set_state`."""
        return self._move(rejudge_id, (expected,), state)

    def _move(self, rejudge_id: str, expected: Sequence[RejudgeState], state: RejudgeState) -> bool:
        move = {"expected": [each.value for each in expected], "wanted": state.value}
        return self._connection.execute(_MOVE, {"rejudge_id": rejudge_id, **move}).rowcount == 1


def _judging(row: Any, rejudge_id: str, now: datetime) -> dict[str, Any]:
    return {
        "id": new_id(),
        "submission_id": row.id,
        "version_id": row.published_id,
        "state": JudgingState.QUEUED.value,
        "attempt": 0,
        "created_at": now,
        "rejudge_id": rejudge_id,
        "replaces": row.judging_id,
    }


def _job(judging_id: str, now: datetime) -> dict[str, Any]:
    return {
        "id": judging_id,
        "kind": JobKind.JUDGING.value,
        "priority": Priority.BULK.value,
        "state": JobState.QUEUED.value,
        "attempt": 0,
        "excused": 0,
        "beat": 0,
        "created_at": now,
    }
