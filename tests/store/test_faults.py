"""Databases that go away, fill up, or cannot be written; processes that are killed."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from judge.errors import StoreError
from judge.model.stored import SubmissionFilter
from judge.store import engines
from judge.store.sql_store import SqlStore
from tests.servers import PostgresServer
from tests.store.things import World, a_world, fault

ACKNOWLEDGE = """
import sys
from judge.store.sql_store import SqlStore
from tests.store.things import World, a_world
world = a_world(SqlStore(sys.argv[1]))
while True:
    submission = world.submit(b"x" * 5000)
    print(submission.id, flush=True)
    world.judge(submission)
    print(submission.id, "done", flush=True)
"""

FILL = """
import sys
from pathlib import Path
from judge.errors import StoreError
from judge.store.sql_store import SqlStore
from tests.store.things import World, a_world

folder = Path(sys.argv[1])
ballast = folder / "ballast"
ballast.write_bytes(bytes(6_000_000))
store = SqlStore(f"sqlite:///{folder}/store.db")
store.migrate()
world = a_world(store)
waiting = world.submit()
claim = world.claim(waiting.judging_id)
accepted = [waiting.id]
try:
    while True:
        accepted.append(world.submit(len(accepted).to_bytes(2) * 50_000).id)
except StoreError as error:
    print("refused:", error)
large = {"cases": ["x" * 1_000_000]}
try:
    world.finish(claim, result=large)
    print("finished without space")
except StoreError:
    pass
try:
    store.check()
    print("checks itself without space")
except StoreError:
    pass
assert world.submission(waiting).state == "compiling"
with store.read() as tx:
    assert all(tx.submissions.get(each) for each in accepted)
    assert tx.jobs.active_of(world.user.id) == len(accepted)
ballast.unlink()
assert world.finish(claim, result=large)
world.submit()
store.check()
store.close()
print("went on")
"""

READ_ONLY = """
import subprocess, sys
from judge.errors import StoreError
from judge.store.sql_store import SqlStore
from tests.store.things import a_user

url = f"sqlite:///{sys.argv[1]}/store.db"
store = SqlStore(url)
store.migrate()
store.close()
subprocess.run(["mount", "-o", "remount,ro", sys.argv[1]], check=True)
store = SqlStore(url)
for use in (store.check, lambda: store.write().__enter__().users.add(a_user())):
    try:
        use()
        print("written")
    except StoreError as error:
        print("refused:", error)
"""


def on_a_small_disk(program: str, folder: Path) -> str:
    """What a program prints that has a file system of 16 MB to itself."""
    own_root = [] if os.getuid() == 0 else ["--map-root-user"]
    script = 'mount -t tmpfs -o size=16m none "$1" && exec "$2" -c "$3" "$1"'
    done = subprocess.run(
        [
            "unshare",
            "--mount",
            *own_root,
            "sh",
            "-c",
            script,
            "sh",
            folder,
            sys.executable,
            program,
        ],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_full_disk_refuses_what_is_new_and_loses_nothing(tmp_path: Path) -> None:
    printed = on_a_small_disk(FILL, tmp_path)
    assert "the disk is full" in printed
    assert "without space" not in printed
    assert "went on" in printed


def test_a_database_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    printed = on_a_small_disk(READ_ONLY, tmp_path)
    assert printed.count("refused:") == 2
    assert "written" not in printed.replace("cannot be written", "")


def test_a_database_that_another_process_keeps_locked_is_given_up(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "PATIENCE_S", 0.1)
    store = SqlStore(sqlite_url)
    world = a_world(store)
    submission = world.submit()
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with fault() as seen:
        world.claim(submission.judging_id)
    assert "locked" in str(seen[0])
    assert world.submission(submission) == submission
    other.execute("ROLLBACK")
    other.close()
    world.judge(submission)
    store.close()


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "store.db").write_bytes(b"no database at all " * 1000)
    store = SqlStore(f"sqlite:///{tmp_path}/store.db")
    for use in (store.migrate, store.check):
        with pytest.raises(StoreError, match="not a database of ours"):
            use()
    store.close()
    assert (tmp_path / "store.db").read_bytes().startswith(b"no database")


def test_what_a_killed_process_had_acknowledged_is_there(store_url: str) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", ACKNOWLEDGE, store_url], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    told = [process.stdout.readline() for _ in range(41)]
    process.send_signal(signal.SIGKILL)
    told += process.stdout.readlines()
    process.wait()
    process.stdout.close()
    accepted = {line.split()[0] for line in told if line.endswith("\n")}
    done = {line.split()[0] for line in told if line.endswith("done\n")}
    store = SqlStore(store_url)
    with store.read() as tx:
        found = tx.submissions.list(SubmissionFilter(), before=None, limit=10_000)
        ids = {submission.id for submission in found}
        assert accepted <= ids
        # Of the one under way there is all or nothing.
        assert len(ids - accepted) <= 1
        for submission in found:
            judging = tx.submissions.judging(submission.judging_id)
            assert judging is not None
            assert tx.jobs.get(judging.id) is not None
            assert tx.blobs.get(submission.files[0].digest) is not None
            assert (judging.verdict is None) == (judging.result is None)
            assert judging.state == submission.state
        judged = {submission.id for submission in found if submission.verdict is not None}
        assert done <= judged
    store.close()


@pytest.fixture
def own_server() -> Iterator[PostgresServer]:
    """A PostgreSQL that this test may stop."""
    with PostgresServer() as server:
        yield server


@pytest.fixture
def elsewhere(own_server: PostgresServer) -> Iterator[World]:
    """A store on it."""
    store = SqlStore(own_server.new_database())
    store.migrate()
    yield a_world(store)
    store.close()


@pytest.mark.parametrize("how", ["stop", "kill"])
def test_a_restart_between_two_calls_is_not_noticed(
    elsewhere: World, own_server: PostgresServer, how: str
) -> None:
    submission = elsewhere.submit()
    getattr(own_server, how)()
    own_server.start()
    elsewhere.judge(submission)


def test_while_the_server_is_away_every_call_says_so_and_then_goes_on(
    elsewhere: World, own_server: PostgresServer
) -> None:
    submission = elsewhere.submit()
    own_server.kill()
    for _ in range(2):
        with fault() as seen:
            elsewhere.submission(submission)
        assert "does not answer" in str(seen[0])
    with fault():
        elsewhere.submit()
    with fault():
        elsewhere.store.check()
    with fault():
        elsewhere.store.migrate()
    own_server.start()
    assert elsewhere.submission(submission) == submission


def test_a_server_that_dies_in_a_transaction_takes_it_along(
    elsewhere: World, own_server: PostgresServer
) -> None:
    submission = elsewhere.submit()
    with fault(), elsewhere.store.write() as tx:
        assert tx.submissions.cancel(submission.judging_id, submission.created_at)
        own_server.kill()
    own_server.start()
    assert elsewhere.submission(submission) == submission
    elsewhere.judge(submission)


def test_an_error_of_the_database_repeats_no_password() -> None:
    store = SqlStore("postgresql://ann:secret@127.0.0.1:1/name")
    with fault() as seen:
        store.check()
    assert "secret" not in str(seen[0])
    assert "ann" in str(seen[0])
    store.close()


def test_no_more_connections_than_the_pool_has_are_waited_for_for_ever(
    store_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "PATIENCE_S", 1)
    monkeypatch.setattr(engines, "_POOL_SIZE", 1)
    monkeypatch.setattr(engines, "_POOL_OVERFLOW", 0)
    store = SqlStore(store_url)
    with store.read(), fault() as seen, store.read():
        pass
    assert "no connection became free" in str(seen[0])
    store.close()


def test_a_damaged_file_is_told_as_such(sqlite_url: str, tmp_path: Path) -> None:
    store = SqlStore(sqlite_url)
    world = a_world(store)
    world.submit(b"x" * 200_000)
    store.close()
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    content = bytearray(path.read_bytes())
    content[4096 : 4096 * 30] = bytes(4096 * 29)
    (tmp_path / "damaged.db").write_bytes(content)
    damaged = SqlStore(f"sqlite:///{tmp_path}/damaged.db")
    with fault() as seen, damaged.read() as tx:
        tx.users.list(None, 10)
    assert "restore it from a backup" in str(seen[0])
    damaged.close()
