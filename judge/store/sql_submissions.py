"""Submissions and their judgings."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    bindparam,
    func,
    literal_column,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert

from judge.model.stored import (
    StoredFile,
    StoredJudging,
    StoredSubmission,
    SubmissionFilter,
)
from judge.model.submission import JudgingState, runtime_ratio_in
from judge.store.rows import columns_of, select_values, to_row, to_value, to_values
from judge.store.sql_progress import count_ended
from judge.store.tables import blob_uses, jobs, judging_results, judgings, submissions

UNDER_WAY = (JudgingState.QUEUED, JudgingState.COMPILING, JudgingState.RUNNING)

_ADD = insert(submissions)
_ADD_JUDGING = insert(judgings)
_ADD_RESULT = insert(judging_results)
_ADD_USES = insert(blob_uses)
_SUBMISSIONS = select_values(StoredSubmission, submissions)
_GET = _SUBMISSIONS.where(submissions.c.id == bindparam("submission_id"))
_COUNT_SINCE = select(func.count()).where(
    submissions.c.user_id == bindparam("user_id"), submissions.c.created_at >= bindparam("since")
)
_judging_columns = columns_of(StoredJudging, judgings, without=["result"])
_JUDGING = (
    select(*_judging_columns, judging_results.c.document.label("result"))
    .select_from(judgings)
    .outerjoin(judging_results)
    .where(judgings.c.id == bindparam("judging_id"))
)
_JUDGINGS_OF = (
    select(*_judging_columns)
    .where(judgings.c.submission_id == bindparam("submission_id"))
    .order_by(judgings.c.id.desc())
)
_CLOSE_JOB = (
    update(jobs)
    .where(jobs.c.id == bindparam("job_id"), jobs.c.state != literal_column("'done'"))
    .values(state="done", worker=None)
)
_CANCEL = (
    update(judgings)
    .where(
        judgings.c.id == bindparam("judging_id"),
        judgings.c.state.in_([state.value for state in UNDER_WAY]),
    )
    .values(state=JudgingState.CANCELLED.value, finished_at=bindparam("now"))
    .returning(judgings.c.submission_id, judgings.c.rejudge_id)
)
_SHOW_CANCELLED = (
    update(submissions)
    .where(submissions.c.id == bindparam("shown_id"), submissions.c.judging_id == bindparam("by"))
    .values(state=JudgingState.CANCELLED.value)
)
_TAKE_OVER = (
    update(submissions)
    .where(
        submissions.c.id == bindparam("of"),
        submissions.c.judging_id == bindparam("old"),
        submissions.c.state == JudgingState.DONE.value,
    )
    .values(
        judging_id=bindparam("new"),
        state=JudgingState.QUEUED.value,
        verdict=None,
        score=None,
        runtime_ratio=None,
    )
)
_SUPERSEDE = (
    update(judgings)
    .where(judgings.c.id == bindparam("old"))
    .values(state=JudgingState.SUPERSEDED.value)
)


class SqlSubmissions:
    """`Submissions` in tables."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, submission: StoredSubmission, judging: StoredJudging) -> None:
        """See `Submissions.add`."""
        self._connection.execute(_ADD, to_row(submission))
        add_uses(self._connection, submission.id, submission.files, submission.created_at)
        self.add_judging(judging)

    def get(self, submission_id: str) -> StoredSubmission | None:
        """See `Submissions.get`."""
        row = self._connection.execute(_GET, {"submission_id": submission_id}).first()
        return to_value(StoredSubmission, row)

    def list(
        self, wanted: SubmissionFilter, *, before: str | None, limit: int
    ) -> Sequence[StoredSubmission]:
        """See `Submissions.list`."""
        query = _SUBMISSIONS.where(*conditions(wanted))
        if before is not None:
            query = query.where(submissions.c.id < before)
        page = query.order_by(submissions.c.id.desc()).limit(limit)
        return to_values(StoredSubmission, self._connection.execute(page))

    def count_since(self, user_id: str, since: datetime) -> int:
        """See `Submissions.count_since`."""
        counted = self._connection.execute(_COUNT_SINCE, {"user_id": user_id, "since": since})
        return int(counted.scalar_one())

    def judging(self, judging_id: str) -> StoredJudging | None:
        """See `Submissions.judging`."""
        row = self._connection.execute(_JUDGING, {"judging_id": judging_id}).first()
        return to_value(StoredJudging, row)

    def judgings_of(self, submission_id: str) -> Sequence[StoredJudging]:
        """See `Submissions.judgings_of`."""
        rows = self._connection.execute(_JUDGINGS_OF, {"submission_id": submission_id})
        return to_values(StoredJudging, rows)

    def add_judging(self, judging: StoredJudging) -> None:
        """See `Submissions.add_judging`."""
        row = to_row(judging)
        document = row.pop("result")
        if document is not None:
            row["runtime_ratio"] = runtime_ratio_in(document)
        self._connection.execute(_ADD_JUDGING, row)
        if document is not None:
            result = {"judging_id": judging.id, "document": document, "trimmed": False}
            self._connection.execute(_ADD_RESULT, {**result, "recorded_at": judging.created_at})

    def replace_judging(self, judging: StoredJudging) -> bool:
        """See `Submissions.replace_judging`."""
        change = {"of": judging.submission_id, "old": judging.replaces, "new": judging.id}
        if self._connection.execute(_TAKE_OVER, change).rowcount != 1:
            return False
        self._connection.execute(_SUPERSEDE, {"old": judging.replaces})
        self.add_judging(judging)
        return True

    def cancel(self, judging_id: str, now: datetime) -> bool:
        """See `Submissions.cancel`."""
        # The job first, as a worker that finishes does: two that lock in one order cannot deadlock.
        self._connection.execute(_CLOSE_JOB, {"job_id": judging_id})
        ended = self._connection.execute(_CANCEL, {"judging_id": judging_id, "now": now}).first()
        if ended is None:
            return False
        if ended.rejudge_id is not None:
            count_ended(self._connection, ended.rejudge_id)
        self._connection.execute(
            _SHOW_CANCELLED, {"shown_id": ended.submission_id, "by": judging_id}
        )
        return True


def conditions(wanted: SubmissionFilter) -> Sequence[ColumnElement[bool]]:
    """A filter as conditions on `submissions`."""
    c = submissions.c
    given: dict[str, Any] = {
        name: getattr(wanted, name)
        for name in ("user_id", "problem", "language", "state", "verdict")
    }
    found = [c[name] == value for name, value in given.items() if value is not None]
    if wanted.created_after is not None:
        found.append(c.created_at > wanted.created_after)
    if wanted.created_before is not None:
        found.append(c.created_at < wanted.created_before)
    return found


def add_uses(
    connection: Connection, owner_id: str, files: Sequence[StoredFile], created_at: datetime
) -> None:
    """Say that the contents of files are needed."""
    digests = dict.fromkeys(file.digest for file in files)
    rows = [
        {"owner_id": owner_id, "digest": digest, "created_at": created_at} for digest in digests
    ]
    if rows:
        connection.execute(_ADD_USES, rows)
