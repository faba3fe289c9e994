"""The database is restarted, full or away: 503 when no work can be taken, and nothing is lost."""

import contextlib
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.conftest import QUICK, SLOW, instance
from tests.faults.deployment import Deployment, until
from tests.servers import PostgresServer, RedisServer

pytestmark = [pytest.mark.docker, pytest.mark.slow]
MIB = 1024 * 1024


@pytest.fixture
def on_postgres(
    tmp_path: Path, redis: RedisServer, postgres: PostgresServer
) -> Iterator[Deployment]:
    with instance(tmp_path, redis, postgres.new_database()) as deployment:
        deployment.start_api()
        yield deployment


def refused(deployment: Deployment) -> bool:
    """Whether the API says, as a problem document, that it cannot take work."""
    body = {"problem": "sum", "language": "python3", "source": QUICK}
    answer = deployment.ask("POST", "/api/v1/submissions", body)
    if answer.status_code == 201:
        return False
    assert answer.status_code == 503, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert int(answer.headers["retry-after"]) > 0
    assert answer.json()["status"] == 503
    return True


def test_postgresql_is_restarted_while_judging(
    on_postgres: Deployment, postgres: PostgresServer
) -> None:
    on_postgres.start_worker()
    running, waiting = on_postgres.submit(SLOW), on_postgres.submit(QUICK)
    on_postgres.await_state(running, "running")
    postgres.stop()
    postgres.start()
    assert on_postgres.judged_once(running) == "AC"
    assert on_postgres.judged_once(waiting) == "AC"


def test_postgresql_is_away_for_longer_than_a_judging_takes(
    on_postgres: Deployment, postgres: PostgresServer
) -> None:
    on_postgres.start_worker()
    running = on_postgres.submit(SLOW)
    on_postgres.await_state(running, "running")
    postgres.kill()
    try:
        assert refused(on_postgres)
        assert on_postgres.ask("GET", "/healthz").status_code == 200
        assert on_postgres.ask("GET", "/readyz").status_code == 503
    finally:
        postgres.start()
    assert on_postgres.judged_once(running) == "AC"
    assert on_postgres.judged_once(on_postgres.submit(QUICK)) == "AC"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on a disk of its own, of 24 MiB."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting a small disk needs root")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(ballast: Path) -> None:
    """Leave no byte free on a file's disk."""
    with ballast.open("ab", buffering=0) as file:
        for size in (MIB, 512, 1):
            with contextlib.suppress(OSError):
                while True:
                    file.write(bytes(size))


def test_the_disk_of_sqlite_is_full(small_disk: Path, redis: RedisServer) -> None:
    with instance(small_disk, redis, None) as deployment:
        deployment.start_api()
        deployment.start_worker()
        running = deployment.submit(SLOW)
        deployment.await_state(running, "running")
        ballast = small_disk / "ballast"
        fill(ballast)
        until(lambda: refused(deployment), "the API to say that it cannot take work")
        assert deployment.ask("GET", f"/api/v1/submissions/{running}").status_code == 200
        ballast.unlink()
        until(lambda: not refused(deployment), "the API to take work again")
        assert deployment.judged_once(running) == "AC"
        listed = deployment.ask("GET", "/api/v1/submissions").json()["items"]
        assert {deployment.judged_once(each["id"]) for each in listed} == {"AC"}
