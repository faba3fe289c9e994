"""Fixtures that several folders of tests share."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from judge.sandbox.docker_sandbox import DockerSandbox
from tests.servers import postgres_url, redis_url


def pytest_configure() -> None:
    """Let signals reach what tests start, where this process was told to ignore them.

    A shell tells so whatever it starts in the background, and so does nohup; commands keep to it. Unlike
    ignoring, a handler is not handed down.
    """
    for number in (signal.SIGINT, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, lambda *_: None)


@pytest.fixture(scope="session")
def sandbox() -> Iterator[DockerSandbox]:
    """Boxes on the real engine; a test that uses it is marked `docker`."""
    boxes = DockerSandbox()
    yield boxes
    boxes.close()


@pytest.fixture
def busy_host() -> Iterator[None]:
    """Both the box's processor and all others have far more to do than they can."""
    count = 6 * (os.cpu_count() or 1)
    # Processes of one session may share one turn (CONFIG_SCHED_AUTOGROUP).
    busy = [
        subprocess.Popen([sys.executable, "-c", "while True: pass"], start_new_session=True)
        for _ in range(count)
    ]
    yield
    for process in busy:
        process.kill()
        process.wait()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """URL of a PostgreSQL server for `tests.servers.new_database`; it is shared and never stopped."""
    with postgres_url() as url:
        yield url


@pytest.fixture(scope="session")
def redis_server() -> Iterator[str]:
    """URL of a Redis server; it is shared and never stopped, so use keys of your own."""
    with redis_url() as url:
        yield url
