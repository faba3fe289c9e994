"""`Store` on SQLite and PostgreSQL."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import SQLAlchemyError

from judge.errors import StoreError
from judge.store.data_folder import FolderLock, embedded_url, make_data_dir, require_space
from judge.store.engines import PATIENCE_S, make_engine, name_of, reading, writing
from judge.store.failures import explain
from judge.store.port import (
    Audit,
    Blobs,
    Idempotency,
    Jobs,
    Problems,
    Rejudges,
    Retention,
    Runs,
    Runtimes,
    Submissions,
    Transaction,
    Users,
    Webhooks,
)
from judge.store.retention import purge
from judge.store.schema import migrate, require_current
from judge.store.sql_blobs import SqlBlobs
from judge.store.sql_jobs import SqlJobs
from judge.store.sql_problems import SqlProblems
from judge.store.sql_records import SqlAudit, SqlIdempotency, SqlRuns
from judge.store.sql_rejudges import SqlRejudges
from judge.store.sql_runtimes import SqlRuntimes
from judge.store.sql_submissions import SqlSubmissions
from judge.store.sql_users import SqlUsers
from judge.store.sql_webhooks import SqlWebhooks
from judge.store.tables import probe

_PROBE = insert(probe)
_PROBE = _PROBE.on_conflict_do_update(index_elements=["id"], set_={"at": _PROBE.excluded.at})


class SqlTransaction:
    """`Transaction` on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.blobs: Blobs = SqlBlobs(connection)
        self.users: Users = SqlUsers(connection)
        self.problems: Problems = SqlProblems(connection)
        self.submissions: Submissions = SqlSubmissions(connection)
        self.jobs: Jobs = SqlJobs(connection)
        self.runtimes: Runtimes = SqlRuntimes(connection)
        self.rejudges: Rejudges = SqlRejudges(connection)
        self.runs: Runs = SqlRuns(connection)
        self.webhooks: Webhooks = SqlWebhooks(connection)
        self.audit: Audit = SqlAudit(connection)
        self.idempotency: Idempotency = SqlIdempotency(connection)

    def purge(self, retention: Retention, now: datetime, limit: int) -> int:
        """See `Transaction.purge`."""
        return purge(self._connection, retention, now, limit)


class SqlStore:
    """`Store` in a database; nothing is connected before it is used."""

    def __init__(self, url: str, lock: FolderLock | None = None) -> None:
        """A store on a database's address.

        Args:
            lock: released by `close`.
        """
        engine = make_engine(url)
        self._engine = engine
        self._reader = reading(engine)
        self._writer = writing(engine)
        self._lock = lock
        self._place = name_of(engine)
        # SQLite has one writer at a time. Threads that queue here are woken at once, while SQLite
        # itself would let them sleep and look again.
        self._turn = threading.Lock() if engine.dialect.name == "sqlite" else None

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """See `Store.read`."""
        with self._explained(), self._reader.begin() as connection:
            yield SqlTransaction(connection)

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """See `Store.write`."""
        with self._explained(), self._my_turn(), self._writer.begin() as connection:
            yield SqlTransaction(connection)

    def migrate(self) -> None:
        """See `Store.migrate`; several processes may do it at once."""
        with self._explained(), self._my_turn(), self._writer.begin() as connection:
            migrate(connection, self._place)

    def check(self) -> None:
        """See `Store.check`."""
        database = self._engine.url.database
        if self._turn is not None and database:
            require_space(Path(database))
        with self._explained(), self._my_turn(), self._writer.begin() as connection:
            require_current(connection, self._place)
            connection.execute(_PROBE, {"id": 1, "at": datetime.now(UTC)})

    def close(self) -> None:
        """See `Store.close`."""
        self._engine.dispose()
        if self._lock is not None:
            self._lock.release()

    @contextmanager
    def _my_turn(self) -> Iterator[None]:
        if self._turn is None:
            yield
            return
        if not self._turn.acquire(timeout=PATIENCE_S):
            raise StoreError(
                f"{self._place}: other threads have been writing for {PATIENCE_S} s; try again later"
            )
        try:
            yield
        finally:
            self._turn.release()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as error:
            # Its traceback would carry the database's own words, which quote what was to be written.
            raise explain(error, self._place) from None


def embedded_store(data_dir: Path) -> SqlStore:
    """The store in a data folder, which is made if it is not there.

    Raises:
        StoreError: the folder cannot be used, or its database is being replaced.
    """
    make_data_dir(data_dir)
    return SqlStore(embedded_url(data_dir), FolderLock(data_dir, alone=False))
