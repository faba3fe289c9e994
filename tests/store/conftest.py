"""Stores on both databases, each test with a database of its own."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from judge.store.sql_store import SqlStore
from judge.store.tables import metadata
from tests.servers import drop_database, new_database
from tests.store.things import World, a_world

KINDS = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an empty SQLite database of the present schema, to be copied."""
    folder = tmp_path_factory.mktemp("templates")
    migrated(f"sqlite:///{folder}/empty.db").close()
    return folder


@pytest.fixture(scope="session")
def migrated_postgres(postgres_server: str) -> Iterator[str]:
    """URL of a PostgreSQL database of the present schema."""
    url = new_database(postgres_server)
    migrated(url).close()
    yield url
    drop_database(postgres_server, url)


@pytest.fixture
def sqlite_url(templates: Path, tmp_path: Path) -> str:
    """An empty SQLite database of the present schema."""
    shutil.copyfile(templates / "empty.db", tmp_path / "store.db")
    return f"sqlite:///{tmp_path}/store.db"


@pytest.fixture
def postgres_database(migrated_postgres: str) -> str:
    """An empty PostgreSQL database of the present schema, the same for all tests."""
    # Emptied and not made anew: deleting a few rows takes a tenth of the time of making tables.
    empty = "; ".join(f"DELETE FROM {table.name}" for table in reversed(metadata.sorted_tables))
    with psycopg.connect(migrated_postgres, autocommit=True) as connection:
        connection.execute(empty.encode())
    return migrated_postgres


@pytest.fixture(params=KINDS)
def store_url(request: pytest.FixtureRequest) -> str:
    """An empty database of the present schema, of each kind."""
    name = "sqlite_url" if request.param == "sqlite" else "postgres_database"
    url: str = request.getfixturevalue(name)
    return url


@pytest.fixture
def store(store_url: str) -> Iterator[SqlStore]:
    """An empty store on each kind of database."""
    opened = SqlStore(store_url)
    yield opened
    opened.close()


@pytest.fixture
def world(store: SqlStore) -> World:
    """A store with a user and a published problem."""
    return a_world(store)


def migrated(url: str) -> SqlStore:
    """A store whose schema is that of this version."""
    store = SqlStore(url)
    store.migrate()
    return store
