"""The ledger of what workers have to do.

A claim is good while its job is claimed with its attempt by its worker. `_held` is that condition; it
stands in everything that a worker writes, so who has lost a claim writes nothing.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, func, literal_column, select, update
from sqlalchemy.dialects.postgresql import insert

from judge.model.stored import (
    Claim,
    Job,
    JobKind,
    JobState,
    Priority,
    StoredJudging,
)
from judge.model.submission import JudgingState, runtime_ratio_in
from judge.model.verdict import Verdict
from judge.store.port import QueueLength
from judge.store.rows import columns_of, select_values, to_row, to_value, to_values
from judge.store.sql_progress import count_ended
from judge.store.sql_webhooks import tell_done
from judge.store.tables import OPEN, jobs, judging_results, judgings, runs, submissions

_job = jobs.c
_open: ColumnElement[bool] = literal_column(OPEN)
_queued = _job.state == literal_column("'queued'")
_claimed = _job.state == literal_column("'claimed'")

_ADD = insert(jobs)
_JOBS = select_values(Job, jobs)
_GET = _JOBS.where(_job.id == bindparam("job_id"))
_CLAIM = (
    update(jobs)
    .where(_job.id == bindparam("job_id"), _queued)
    .values(state=JobState.CLAIMED.value, attempt=_job.attempt + 1, worker=bindparam("by"), beat=0)
    .returning(_job.kind, _job.priority, _job.attempt, _job.excused)
)
_held: tuple[ColumnElement[bool], ...] = (
    _job.id == bindparam("job_id"),
    _job.attempt == bindparam("of_attempt"),
    _job.worker == bindparam("by"),
    _claimed,
)
_RENEW = update(jobs).where(*_held).values(beat=_job.beat + 1)
_FINISH = update(jobs).where(*_held).values(state=JobState.DONE.value)
_GIVE_BACK = (
    update(jobs)
    .where(*_held)
    .values(
        state=JobState.QUEUED.value,
        worker=None,
        excused=_job.excused + bindparam("more_excused"),
        reason=bindparam("why"),
    )
)
_REQUEUE = (
    update(jobs)
    .where(*_held, _job.beat == bindparam("seen_beat"))
    .values(state=JobState.QUEUED.value, worker=None, reason=bindparam("why"))
)
_ALL_CLAIMED = _JOBS.where(_open, _claimed).order_by(_job.id)
_ALL_QUEUED = (
    _JOBS.where(
        _open,
        _queued,
        _job.created_at < bindparam("created_before"),
        _job.id > bindparam("behind"),
    )
    .order_by(_job.id)
    .limit(bindparam("rows"))
)
_ACTIVE_OF = select(func.count()).where(_open, _job.user_id == bindparam("user_id"))
_LENGTHS = (
    select(_job.priority, func.count(), func.min(_job.created_at))
    .where(_open, _queued)
    .group_by(_job.priority)
)

_BEGIN = (
    update(judgings)
    .where(judgings.c.id == bindparam("judging_id"))
    .values(
        state=JudgingState.COMPILING.value,
        attempt=bindparam("of_attempt"),
        started_at=bindparam("now"),
    )
    .returning(judgings.c.submission_id)
)
_MOVE = (
    update(judgings)
    .where(judgings.c.id == bindparam("judging_id"))
    .values(state=bindparam("wanted"))
    .returning(judgings.c.submission_id)
)
_SHOW = (
    update(submissions)
    .where(
        submissions.c.id == bindparam("submission_id"),
        submissions.c.judging_id == bindparam("counting"),
    )
    .values(state=bindparam("wanted"))
)
_RECORD = (
    update(judgings)
    .where(judgings.c.id == bindparam("judging_id"))
    .values(
        state=JudgingState.DONE.value,
        finished_at=bindparam("now"),
        verdict=bindparam("found"),
        score=bindparam("points"),
        cause=bindparam("why"),
        host=bindparam("where"),
        runtime_ratio=bindparam("ratio"),
    )
    .returning(judgings.c.submission_id, judgings.c.rejudge_id)
)
_KEEP_RESULT = insert(judging_results)
_SHOW_VERDICT = (
    update(submissions)
    .where(
        submissions.c.id == bindparam("submission_id"),
        submissions.c.judging_id == bindparam("counting"),
    )
    .values(
        state=JudgingState.DONE.value,
        verdict=bindparam("found"),
        score=bindparam("points"),
        runtime_ratio=bindparam("ratio"),
    )
    .returning(submissions.c.user_id, submissions.c.problem, submissions.c.language)
)
_SET_RUN_RESULT = (
    update(runs)
    .where(runs.c.id == bindparam("run_id"))
    .values(result=bindparam("document", type_=runs.c.result.type))
)
_DEAD = (
    select(*columns_of(StoredJudging, judgings, without=["result"]))
    .where(
        judgings.c.verdict == literal_column("'JE'"), judgings.c.state == JudgingState.DONE.value
    )
    .order_by(judgings.c.id.desc())
)


class SqlJobs:
    """`Jobs` in a table."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, job: Job) -> None:
        """See `Jobs.add`."""
        self._connection.execute(_ADD, to_row(job))

    def get(self, job_id: str) -> Job | None:
        """See `Jobs.get`."""
        return to_value(Job, self._connection.execute(_GET, {"job_id": job_id}).first())

    def claim(self, job_id: str, worker: str, now: datetime) -> Claim | None:
        """See `Jobs.claim`."""
        row = self._connection.execute(_CLAIM, {"job_id": job_id, "by": worker}).first()
        if row is None:
            return None
        claim = Claim(
            job_id=job_id,
            kind=row.kind,
            priority=row.priority,
            attempt=row.attempt,
            worker=worker,
            excused=row.excused,
        )
        if claim.kind is JobKind.JUDGING:
            begin = {"judging_id": job_id, "of_attempt": claim.attempt, "now": now}
            submission_id = self._connection.execute(_BEGIN, begin).scalar_one()
            self._show(submission_id, job_id, JudgingState.COMPILING)
        return claim

    def renew(self, claim: Claim) -> bool:
        """See `Jobs.renew`."""
        return self._connection.execute(_RENEW, _of(claim)).rowcount == 1

    def note_running(self, claim: Claim) -> bool:
        """See `Jobs.note_running`."""
        return self.renew(claim) and self._move(claim.job_id, claim.kind, JudgingState.RUNNING)

    def give_back(self, claim: Claim, reason: str, *, counts: bool) -> bool:
        """See `Jobs.give_back`."""
        change = {**_of(claim), "more_excused": 0 if counts else 1, "why": reason}
        if self._connection.execute(_GIVE_BACK, change).rowcount != 1:
            return False
        return self._move(claim.job_id, claim.kind, JudgingState.QUEUED)

    def finish_judging(
        self,
        claim: Claim,
        now: datetime,
        *,
        verdict: Verdict,
        score: float,
        result: dict[str, Any],
        cause: str | None,
        host: str,
    ) -> bool:
        """See `Jobs.finish_judging`."""
        if not self.finish(claim):
            return False
        judging_id = claim.job_id
        found = {"found": verdict.value, "points": score, "ratio": runtime_ratio_in(result)}
        about = {"judging_id": judging_id, "now": now, "why": cause, "where": host}
        judging = self._connection.execute(_RECORD, {**about, **found}).one()
        kept = {"judging_id": judging_id, "document": result, "recorded_at": now}
        self._connection.execute(_KEEP_RESULT, {**kept, "trimmed": False})
        if judging.rejudge_id is not None:
            count_ended(self._connection, judging.rejudge_id)
        counting = {"submission_id": judging.submission_id, "counting": judging_id}
        shown = self._connection.execute(_SHOW_VERDICT, {**counting, **found}).first()
        if shown is not None:
            data = {
                "submission": judging.submission_id,
                "judging": judging_id,
                "problem": shown.problem,
                "language": shown.language,
                "verdict": verdict.value,
                "score": score,
            }
            tell_done(self._connection, shown.user_id, data, now)
        return True

    def finish(self, claim: Claim) -> bool:
        """See `Jobs.finish`."""
        return self._connection.execute(_FINISH, _of(claim)).rowcount == 1

    def set_run_result(self, run_id: str, result: dict[str, Any]) -> None:
        """See `Jobs.set_run_result`."""
        self._connection.execute(_SET_RUN_RESULT, {"run_id": run_id, "document": result})

    def claimed(self) -> Sequence[Job]:
        """See `Jobs.claimed`."""
        return to_values(Job, self._connection.execute(_ALL_CLAIMED))

    def queued(
        self, limit: int, created_before: datetime, *, after: str | None = None
    ) -> Sequence[Job]:
        """See `Jobs.queued`."""
        wanted = {"created_before": created_before, "behind": after or "", "rows": limit}
        return to_values(Job, self._connection.execute(_ALL_QUEUED, wanted))

    def requeue_lost(self, job: Job, reason: str) -> bool:
        """See `Jobs.requeue_lost`."""
        seen = {"job_id": job.id, "of_attempt": job.attempt, "by": job.worker}
        change = {**seen, "seen_beat": job.beat, "why": reason}
        if self._connection.execute(_REQUEUE, change).rowcount != 1:
            return False
        return self._move(job.id, job.kind, JudgingState.QUEUED)

    def active_of(self, user_id: str) -> int:
        """See `Jobs.active_of`."""
        return int(self._connection.execute(_ACTIVE_OF, {"user_id": user_id}).scalar_one())

    def lengths(self) -> dict[Priority, QueueLength]:
        """See `Jobs.lengths`."""
        found = {
            Priority(priority): QueueLength(waiting=waiting, oldest=oldest)
            for priority, waiting, oldest in self._connection.execute(_LENGTHS)
        }
        empty = QueueLength(waiting=0, oldest=None)
        return {priority: found.get(priority, empty) for priority in Priority}

    def dead(self, *, before: str | None, limit: int) -> Sequence[StoredJudging]:
        """See `Jobs.dead`."""
        query = _DEAD.limit(limit)
        if before is not None:
            query = query.where(judgings.c.id < before)
        return to_values(StoredJudging, self._connection.execute(query))

    def _move(self, job_id: str, kind: JobKind, state: JudgingState) -> bool:
        """Let a job's judging, if it is one, say where its job stands; True, for the job was moved."""
        if kind is JobKind.JUDGING:
            move = {"judging_id": job_id, "wanted": state.value}
            self._show(self._connection.execute(_MOVE, move).scalar_one(), job_id, state)
        return True

    def _show(self, submission_id: str, judging_id: str, state: JudgingState) -> None:
        """Let the submission say where its judging stands, if it is the one that counts."""
        counting = {"submission_id": submission_id, "counting": judging_id}
        self._connection.execute(_SHOW, {**counting, "wanted": state.value})


def _of(claim: Claim) -> dict[str, Any]:
    return {"job_id": claim.job_id, "of_attempt": claim.attempt, "by": claim.worker}
