"""Fixtures that several folders of tests share."""

from collections.abc import Iterator

import pytest

from judge.sandbox.docker_sandbox import DockerSandbox
from tests.servers import postgres_url, redis_url


@pytest.fixture(scope="session")
def sandbox() -> Iterator[DockerSandbox]:
    """Boxes on the real engine; a test that uses it is marked `docker`."""
    boxes = DockerSandbox()
    yield boxes
    boxes.close()


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
