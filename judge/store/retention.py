"""Deleting what is past its time. Verdicts and scores are never deleted."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BindParameter,
    Connection,
    Executable,
    and_,
    bindparam,
    delete,
    exists,
    literal_column,
    or_,
    select,
    tuple_,
    update,
)

from judge.store.port import Retention
from judge.store.sql_submissions import UNDER_WAY
from judge.store.tables import (
    OPEN,
    TO_CHECK,
    blob_uses,
    blobs,
    deliveries,
    idempotency,
    jobs,
    judging_results,
    judgings,
    problem_versions,
    runs,
    sessions,
    submissions,
)

_GRACE = timedelta(days=1)
"""For so long a content that nobody refers to is kept: somebody may be about to."""

_PRINTED = ("output", "stdout", "stderr", "detail")
"""What programs printed, within the feedback of a case."""

_Step = Callable[[Connection, datetime, int], int]
"""Deletes things that are older than an instant, up to so many; tells how many it were."""

_before: BindParameter[datetime] = bindparam("before")
_rows: BindParameter[int] = bindparam("rows")

_OVER = select(sessions.c.token_sha256).where(sessions.c.expires_at < _before).limit(_rows)
_DROP_SESSIONS = delete(sessions).where(sessions.c.token_sha256.in_(_OVER))
_request = tuple_(idempotency.c.user_id, idempotency.c.key)
_FORGOTTEN = (
    select(idempotency.c.user_id, idempotency.c.key)
    .where(idempotency.c.created_at < _before)
    .limit(_rows)
)
_DROP_REQUESTS = delete(idempotency).where(_request.in_(_FORGOTTEN))
_SENT = select(deliveries.c.id).where(deliveries.c.created_at < _before).limit(_rows)
_DROP_DELIVERIES = delete(deliveries).where(deliveries.c.id.in_(_SENT))

_OLD_RUNS = (
    select(runs.c.id)
    .where(
        runs.c.created_at < _before,
        ~exists().where(jobs.c.id == runs.c.id, literal_column(f"jobs.{OPEN}")),
    )
    .limit(_rows)
)
_owners: BindParameter[str] = bindparam("owners", expanding=True)
_DROP_RUNS = delete(runs).where(runs.c.id.in_(_owners))
_DROP_JOBS = delete(jobs).where(jobs.c.id.in_(_owners))

_judged_now = exists().where(
    judgings.c.submission_id == submissions.c.id,
    judgings.c.state.in_([state.value for state in UNDER_WAY]),
)
_OLD_SOURCES = (
    select(blob_uses.c.owner_id)
    .join(submissions, submissions.c.id == blob_uses.c.owner_id)
    .where(blob_uses.c.created_at < _before, ~_judged_now)
    .limit(_rows)
)
_DROP_USES = (
    delete(blob_uses).where(blob_uses.c.owner_id.in_(_owners)).returning(blob_uses.c.digest)
)
_CHECK_AGAIN = (
    update(blobs)
    .where(blobs.c.digest.in_(bindparam("digests", expanding=True)))
    .values(to_check=True)
)

_used = or_(
    exists().where(blob_uses.c.digest == blobs.c.digest),
    exists().where(problem_versions.c.archive == blobs.c.digest),
)
_TO_CHECK = (
    select(blobs.c.digest)
    .where(literal_column(TO_CHECK), blobs.c.kept_at < _before)
    .order_by(blobs.c.kept_at)
    .limit(_rows)
)
_checked = and_(blobs.c.digest.in_(bindparam("digests", expanding=True)), blobs.c.kept_at < _before)
_DROP_BLOBS = delete(blobs).where(_checked, ~_used)
_NOTE_CHECKED = update(blobs).where(_checked, _used).values(to_check=False)

_WITH_TEXTS = (
    select(judging_results.c.judging_id, judging_results.c.document)
    .where(judging_results.c.trimmed.is_(False), judging_results.c.recorded_at < _before)
    .limit(_rows)
)
_TRIM = (
    update(judging_results)
    .where(judging_results.c.judging_id == bindparam("of"))
    .values(document=bindparam("rest"), trimmed=True)
)


def purge(connection: Connection, retention: Retention, now: datetime, limit: int) -> int:
    """Delete up to `limit` things that are past their time; how many it were."""
    kept: list[tuple[_Step, timedelta | None]] = [
        (_plainly(_DROP_SESSIONS), timedelta()),
        (_plainly(_DROP_REQUESTS), timedelta(hours=retention.idempotency_hours)),
        (_plainly(_DROP_DELIVERIES), timedelta(days=retention.delivery_days)),
        (_drop_runs, timedelta(hours=retention.run_hours)),
        (_drop_sources, _days(retention.source_days)),
        (_trim, _days(retention.feedback_days)),
        (_drop_blobs, _GRACE),
    ]
    left = limit
    for step, age in kept:
        if age is not None and left > 0:
            left -= step(connection, now - age, left)
    return limit - left


def _days(number: int | None) -> timedelta | None:
    return None if number is None else timedelta(days=number)


def _plainly(statement: Executable) -> _Step:
    def step(connection: Connection, before: datetime, rows: int) -> int:
        return connection.execute(statement, {"before": before, "rows": rows}).rowcount

    return step


def _drop_runs(connection: Connection, before: datetime, rows: int) -> int:
    owners = connection.scalars(_OLD_RUNS, {"before": before, "rows": rows}).all()
    if owners:
        _let_go(connection, owners)
        connection.execute(_DROP_RUNS, {"owners": owners})
        connection.execute(_DROP_JOBS, {"owners": owners})
    return len(owners)


def _drop_sources(connection: Connection, before: datetime, rows: int) -> int:
    owners = connection.scalars(_OLD_SOURCES, {"before": before, "rows": rows}).all()
    if owners:
        _let_go(connection, owners)
    return len(owners)


def _let_go(connection: Connection, owners: Any) -> None:
    """Forget which contents submissions or runs need; those that nobody else needs go later."""
    digests = connection.scalars(_DROP_USES, {"owners": owners}).all()
    if digests:
        connection.execute(_CHECK_AGAIN, {"digests": digests})


def _drop_blobs(connection: Connection, before: datetime, rows: int) -> int:
    """Delete contents that nobody refers to, and remember of the others that they were looked at."""
    digests = connection.scalars(_TO_CHECK, {"before": before, "rows": rows}).all()
    if not digests:
        return 0
    looked_at = {"digests": digests, "before": before}
    dropped = connection.execute(_DROP_BLOBS, looked_at).rowcount
    connection.execute(_NOTE_CHECKED, looked_at)
    return dropped


def _trim(connection: Connection, before: datetime, rows: int) -> int:
    found = connection.execute(_WITH_TEXTS, {"before": before, "rows": rows}).all()
    trimmed = [{"of": judging_id, "rest": _without_texts(result)} for judging_id, result in found]
    if trimmed:
        connection.execute(_TRIM, trimmed)
    return len(trimmed)


def _without_texts(result: dict[str, Any]) -> dict[str, Any]:
    """A result as before, without what compiler and program printed."""
    cases = [_case_without_texts(case) for case in result.get("cases", [])]
    compile_ = result.get("compile")
    return {
        **result,
        "cases": cases,
        "compile": compile_ and {**compile_, "message": None},
    }


def _case_without_texts(case: dict[str, Any]) -> dict[str, Any]:
    feedback = case.get("feedback")
    if not feedback:
        return case
    return {**case, "feedback": {**feedback, **dict.fromkeys(_PRINTED)}}
