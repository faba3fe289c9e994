"""The small parts: trials, the audit log, and what requests made."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, select
from sqlalchemy.dialects.postgresql import insert

from judge.model.stored import Run
from judge.model.users import AuditEntry
from judge.store.port import Remembered
from judge.store.rows import select_values, to_row, to_value, to_values
from judge.store.sql_submissions import add_uses
from judge.store.tables import audit, idempotency, runs

_ADD_RUN = insert(runs)
_RUN = select_values(Run, runs).where(runs.c.id == bindparam("run_id"))
_COUNT_RUNS = select(func.count()).where(
    runs.c.user_id == bindparam("user_id"), runs.c.created_at >= bindparam("since")
)
_ADD_ENTRY = insert(audit)
_ENTRIES = select_values(AuditEntry, audit)
_REMEMBER = (
    insert(idempotency)
    .on_conflict_do_nothing(index_elements=["user_id", "key"])
    .returning(idempotency.c.key)
)
_REMEMBERED = select(idempotency.c.fingerprint, idempotency.c.resource).where(
    idempotency.c.user_id == bindparam("user_id"), idempotency.c.key == bindparam("key")
)


class SqlRuns:
    """`Runs` in a table."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, run: Run) -> None:
        """See `Runs.add`."""
        self._connection.execute(_ADD_RUN, to_row(run))
        add_uses(self._connection, run.id, run.files, run.created_at)

    def get(self, run_id: str) -> Run | None:
        """See `Runs.get`."""
        return to_value(Run, self._connection.execute(_RUN, {"run_id": run_id}).first())

    def count_since(self, user_id: str, since: datetime) -> int:
        """See `Runs.count_since`."""
        counted = self._connection.execute(_COUNT_RUNS, {"user_id": user_id, "since": since})
        return int(counted.scalar_one())


class SqlAudit:
    """`Audit` in a table."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, entry: AuditEntry) -> None:
        """See `Audit.add`."""
        self._connection.execute(_ADD_ENTRY, to_row(entry))

    def list(self, *, before: str | None, limit: int) -> Sequence[AuditEntry]:
        """See `Audit.list`."""
        query = _ENTRIES.order_by(audit.c.id.desc()).limit(limit)
        if before is not None:
            query = query.where(audit.c.id < before)
        return to_values(AuditEntry, self._connection.execute(query))


class SqlIdempotency:
    """`Idempotency` in a table."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def remember(
        self, user_id: str, key: str, fingerprint: str, resource: str, now: datetime
    ) -> Remembered | None:
        """See `Idempotency.remember`."""
        name = {"user_id": user_id, "key": key}
        row = {**name, "fingerprint": fingerprint, "resource": resource, "created_at": now}
        if self._connection.execute(_REMEMBER, row).first() is not None:
            return None
        return to_value(Remembered, self._connection.execute(_REMEMBERED, name).one())
