"""What a database's errors mean, in words for the people who run the service."""

import sqlite3

import psycopg
from sqlalchemy.exc import DBAPIError, SQLAlchemyError, TimeoutError

from judge.errors import StoreError
from judge.store.engines import PATIENCE_S

_SQLITE = (
    ("database or disk is full", "the disk is full; free some space"),
    (
        "database is locked",
        f"it has been locked for {PATIENCE_S} s; see which process holds it, and end that",
    ),
    ("readonly", "it cannot be written; give this process the right to write file and folder"),
    ("disk I/O error", "the disk fails or is full; look at the system's log"),
    ("malformed", "the file is damaged; restore it from a backup"),
    ("not a database", "the file is not a database of ours; move it away or restore a backup"),
    ("unable to open", "the file cannot be opened; look at the folder and its permissions"),
    ("no such table", "it holds no schema of ours; start the service once, which makes it"),
)


def explain(error: SQLAlchemyError, place: str) -> StoreError:
    """The error to raise for one of the database's; it repeats no value that was to be written.

    Args:
        place: which database this is, for people, without its password.
    """
    if isinstance(error, TimeoutError):
        return StoreError(f"{place}: no connection became free in {PATIENCE_S} s; try again later")
    cause = error.orig if isinstance(error, DBAPIError) else None
    if isinstance(cause, psycopg.Error):
        return StoreError(f"{place}: {_postgresql_words(cause)}")
    if isinstance(cause, sqlite3.Error):
        return StoreError(f"{place}: {_sqlite_words(cause)}")
    return StoreError(f"{place}: {type(error).__name__} while speaking to the database")


def _sqlite_words(error: sqlite3.Error) -> str:
    seen = str(error)
    for sign, meaning in _SQLITE:
        if sign in seen:
            return f"{seen}: {meaning}"
    return seen


def _postgresql_words(error: psycopg.Error) -> str:
    # The primary message only: the details quote rows.
    primary = error.diag.message_primary
    if primary is not None:
        return f"the database refuses: {primary}"
    first = str(error).strip().splitlines()[:1]
    return f"the database does not answer: {''.join(first)}"
