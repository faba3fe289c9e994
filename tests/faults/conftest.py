"""An instance of the service for each test, on SQLite and on PostgreSQL."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import docker
import psycopg
import pytest

from tests.faults.deployment import Deployment, deployed
from tests.servers import PostgresServer, RedisServer

TESTS = 10
QUICK = "def solve(xs):\n    return sum(xs)\n"
SLOW = "import time\n\ndef solve(xs):\n    time.sleep(0.2)\n    return sum(xs)\n"
"""Two seconds for all tests."""
LONG_TO_COMPILE = QUICK + "lambda: 0\n" * 8000
"""Seconds, for the compiler's time grows with the square of their number."""


on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""For tests of which the database is no part."""


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A server that a test may stop, if it runs again afterwards."""
    with PostgresServer() as server:
        yield server


@pytest.fixture
def redis() -> Iterator[RedisServer]:
    """A Redis of the test's own."""
    with RedisServer() as server:
        yield server


@pytest.fixture
def engine() -> Iterator[docker.DockerClient]:
    """The host's engine."""
    client = docker.from_env()
    yield client
    client.close()


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str | None:
    """Where the instance keeps everything; None for SQLite in its data folder."""
    if request.param == "sqlite":
        return None
    server: PostgresServer = request.getfixturevalue("postgres")
    return server.new_database()


@pytest.fixture
def deployment(
    tmp_path: Path, redis: RedisServer, database_url: str | None
) -> Iterator[Deployment]:
    """An instance whose API runs, with the problem `sum` published and no worker."""
    with instance(tmp_path, redis, database_url) as deployment:
        deployment.start_api()
        yield deployment


@contextmanager
def instance(
    folder: Path, redis: RedisServer, database_url: str | None, **settings: str
) -> Iterator[Deployment]:
    """An instance of which nothing runs yet."""
    write_problem(folder / "problems" / "sum")
    if database_url is not None:
        settings["CODEROUND_DATABASE_URL"] = database_url
    with deployed(folder, redis, settings) as deployment:
        yield deployment


def write_problem(folder: Path) -> None:
    """Ten small tests of a sum."""
    files = {
        "problem.yaml": 'problem_format_version: "2025-09"\nname: Sum\n'
        "uuid: 3c9f1a52-6a0e-4b53-8a7e-0f1f0d7f2b11\nlimits: {time_limit: 5.0}\n",
        "judge.yaml": "kind: function\nentry: solve\n"
        'signature: {xs: "list[int]", returns: int}\ncompare: exact\n'
        "model_solution: accepted/solution.py\n",
        "statement/problem.en.md": "The sum of the numbers.\n",
        "submissions/accepted/solution.py": QUICK,
    }
    for number in range(TESTS):
        group = "sample" if number == 0 else "secret"
        files[f"data/{group}/{number:02}.in"] = f"[[{number}, 1]]"
        files[f"data/{group}/{number:02}.ans"] = f"{number + 1}"
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)


@dataclass(frozen=True)
class Ledger:
    """The database of an instance, seen past the service."""

    deployment: Deployment

    def count(self, table: str) -> int:
        """Rows of a table."""
        with self._connection() as connection:
            (number,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone() or (0,)
            return int(number)

    @contextmanager
    def no_result_can_be_written(self, job_id: str) -> Iterator[None]:
        """Within it, whoever wants to write a job's row waits."""
        with self._connection() as connection:
            if isinstance(connection, sqlite3.Connection):
                connection.execute("BEGIN IMMEDIATE")
            else:
                connection.execute("SELECT * FROM jobs WHERE id = %s FOR UPDATE", (job_id,))
            yield
            connection.rollback()

    @contextmanager
    def _connection(self) -> "Iterator[sqlite3.Connection | psycopg.Connection]":
        url = self.deployment.settings.get("CODEROUND_DATABASE_URL")
        connection: sqlite3.Connection | psycopg.Connection
        if url is None:
            path = self.deployment.data_dir / "coderound.db"
            connection = sqlite3.connect(path, timeout=30, isolation_level=None)
        else:
            connection = psycopg.connect(url)
        try:
            yield connection
        finally:
            connection.close()


@pytest.fixture
def ledger(deployment: Deployment) -> Ledger:
    """The deployment's database."""
    return Ledger(deployment)
