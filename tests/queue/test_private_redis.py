"""A Redis of one's own can be had anywhere, and by its owner only."""

import stat
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import redis

from judge.errors import CallerMistake, StoreError
from judge.model.stored import Priority
from judge.queue import private_redis as module
from judge.queue.private_redis import PrivateRedis, private_redis, private_url
from judge.queue.rq_queue import RqQueue
from tests.queue.waiting import await_


@contextmanager
def running(server: PrivateRedis) -> Iterator["subprocess.Popen[bytes]"]:
    process = subprocess.Popen(list(server.command), stdout=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(20)


def answers(data_dir: Path) -> bool:
    with redis.Redis.from_url(private_url(data_dir)) as client:
        try:
            return bool(client.ping())
        except redis.ConnectionError:
            return False


@pytest.mark.parametrize("depth", [1, 30])
def test_it_is_reached_by_whoever_knows_the_data_folder(tmp_path: Path, depth: int) -> None:
    """The path of a socket may have 107 bytes; that of a data folder may have more."""
    data_dir = tmp_path.joinpath(*["a folder"] * depth)
    server = private_redis(data_dir)
    with running(server):
        await_(lambda: answers(data_dir), "Redis")
        assert stat.S_IMODE(server.place.stat().st_mode) == 0o700
        assert stat.S_IMODE(server.place.parent.stat().st_mode) == 0o700


def test_it_listens_on_no_port(tmp_path: Path) -> None:
    with running(private_redis(tmp_path)):
        await_(lambda: answers(tmp_path), "Redis")
        with redis.Redis.from_url(private_url(tmp_path)) as client:
            assert client.config_get("port") == {"port": "0"}


def test_what_is_queued_outlives_a_restart_and_a_stale_socket(tmp_path: Path) -> None:
    server, queue = private_redis(tmp_path), RqQueue(private_url(tmp_path))
    with running(server) as process:
        await_(lambda: answers(tmp_path), "Redis")
        queue.enqueue("job", Priority.DEFAULT)
        process.kill()
    assert server.place.exists()
    with running(private_redis(tmp_path)):
        await_(lambda: answers(tmp_path), "Redis")
        assert queue.missing([("job", Priority.DEFAULT)]) == []


def test_data_that_it_cannot_use_can_be_set_aside(tmp_path: Path) -> None:
    server = private_redis(tmp_path)
    with running(server):
        await_(lambda: answers(tmp_path), "Redis")
    assert server.set_data_aside()
    assert not server.set_data_aside()
    with running(server):
        await_(lambda: answers(tmp_path), "Redis")


def test_a_missing_program_is_told_with_its_cure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(module, "_PLACES", ())
    with pytest.raises(CallerMistake, match=r"apt-get install redis-server.*CODEROUND_REDIS_URL"):
        private_redis(tmp_path)


def test_a_folder_that_others_may_write_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "redis").mkdir()
    (tmp_path / "redis").chmod(0o777)
    with pytest.raises(StoreError, match="only this user may write"):
        private_redis(tmp_path)


def test_a_folder_that_cannot_be_made_is_our_fault() -> None:
    with pytest.raises(StoreError, match="cannot be made"):
        private_redis(Path("/dev/null/data"))
