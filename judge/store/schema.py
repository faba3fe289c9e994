"""Which schema a database has, and bringing it to this version's.

Revisions are called 0001, 0002, …; `HEAD` is the last. Alembic is imported only when there is
something to do, for it takes longer to import than everything else of a start.
"""

from sqlalchemy import Connection, inspect, text

from judge.errors import StoreError

HEAD = "0002"
"""The revision of `tables`."""

_VERSIONS = "alembic_version"
_LOCK = 5_021_984_116
"""Advisory lock on PostgreSQL, held while migrating; the number means nothing."""


def migrate(connection: Connection, place: str) -> None:
    """Bring the schema to `HEAD`, in the transaction that the connection is in.

    Raises:
        StoreError: the schema is of a newer version.
    """
    if _current(connection, place) == HEAD:
        return
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
    # Whoever came first may have done it while this one waited.
    if _current(connection, place) == HEAD:
        return
    from judge.store.migrations.upgrade import upgrade

    upgrade(connection)


def require_current(connection: Connection, place: str) -> None:
    """Refuse a schema that is not `HEAD`.

    Raises:
        StoreError: it is older, newer, or there is none.
    """
    current = _current(connection, place)
    if current != HEAD:
        raise StoreError(
            f"{place}: its schema is {current or 'empty'}; this version needs {HEAD}; start "
            "`judge serve` or a worker of this version, which brings it up to date"
        )


def _current(connection: Connection, place: str) -> str | None:
    """The revision of the schema; None for an empty database."""
    if not inspect(connection).has_table(_VERSIONS):
        return None
    found: str | None = connection.execute(text(f"SELECT version_num FROM {_VERSIONS}")).scalar()  # noqa: S608
    if found is not None and found > HEAD:
        raise StoreError(
            f"{place}: its schema is {found}, and this version knows those up to {HEAD}; "
            "a newer version of the service has used it: install that one, or restore a backup"
        )
    return found
