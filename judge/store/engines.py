"""Connections to SQLite and PostgreSQL, set up so that committed means on disk."""

import sqlite3
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from judge.errors import CallerMistake

PATIENCE_S = 15
"""How long a transaction waits for others that write, or for a free connection."""

_POOL_SIZE = 5
_POOL_OVERFLOW = 20
_BEGIN = "coderound_begin"
"""Execution option: how a transaction on SQLite begins."""


def make_engine(url: str) -> Engine:
    """An engine for the address of a database; nothing is connected yet.

    Raises:
        CallerMistake: the address is not one of SQLite or PostgreSQL.
    """
    try:
        parsed = make_url(url)
    except ArgumentError:
        # The address may hold a password, so it is not repeated.
        raise CallerMistake(
            "the database's address is malformed; expected such as "
            "postgresql://user:password@host/name"
        ) from None
    kind = parsed.get_backend_name()
    if kind == "sqlite":
        return _sqlite_engine(parsed)
    if kind in ("postgresql", "postgres"):
        return _postgresql_engine(parsed)
    raise CallerMistake(
        f"the database's address begins with {parsed.drivername}; expected postgresql://"
    )


def name_of(engine: Engine) -> str:
    """How to call a database before people: its file, or its address without the password."""
    url = engine.url
    if engine.dialect.name == "sqlite":
        return url.database or "a database in memory"
    return url.set(drivername="postgresql").render_as_string(hide_password=True)


def reading(engine: Engine) -> Engine:
    """The same connections, for transactions that see one moment and change nothing."""
    if engine.dialect.name == "postgresql":
        return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return engine.execution_options(**{_BEGIN: "BEGIN"})


def writing(engine: Engine) -> Engine:
    """The same connections, for transactions that change something.

    On SQLite they take the one right to write at once: who reads first and writes later is turned
    away when somebody else wrote in between.
    """
    return engine.execution_options(**{_BEGIN: "BEGIN IMMEDIATE"})


def _postgresql_engine(url: URL) -> Engine:
    return create_engine(
        url.set(drivername="postgresql+psycopg"),
        pool_size=_POOL_SIZE,
        max_overflow=_POOL_OVERFLOW,
        pool_timeout=PATIENCE_S,
        # A connection that a restart of the server has cut is noticed before it is used.
        pool_pre_ping=True,
        pool_use_lifo=True,
        hide_parameters=True,
        connect_args={
            "connect_timeout": PATIENCE_S,
            "application_name": "coderound",
            # A server that has vanished without a word is given up, instead of waited for.
            "keepalives_idle": 30,
            "keepalives_interval": 5,
            "keepalives_count": 3,
            "tcp_user_timeout": PATIENCE_S * 1000,
            "options": f"-c lock_timeout={PATIENCE_S}s -c timezone=UTC",
        },
    )


def _sqlite_engine(url: URL) -> Engine:
    engine = create_engine(
        url,
        pool_size=_POOL_SIZE,
        max_overflow=_POOL_OVERFLOW,
        pool_timeout=PATIENCE_S,
        pool_use_lifo=True,
        hide_parameters=True,
        connect_args={
            "check_same_thread": False,
            "timeout": PATIENCE_S,
            # Or Python would begin transactions by itself, and later than we mean.
            "isolation_level": None,
        },
    )
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: Any, _: ConnectionPoolEntry) -> None:
    assert isinstance(connection, sqlite3.Connection)
    # WAL: who reads does not wait for who writes. FULL: a commit is on disk when it returns, which in
    # WAL mode is not the default's promise.
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get(_BEGIN, "BEGIN IMMEDIATE"))
