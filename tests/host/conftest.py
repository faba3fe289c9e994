"""Workers on real stores, queues and boxes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from judge.model.problem import ProblemKind
from judge.package.new import create_package
from tests.host.house import House, house
from tests.servers import RedisServer


@pytest.fixture(scope="module")
def redis() -> Iterator[RedisServer]:
    """A Redis of this module's own, for its queues have fixed names."""
    with RedisServer() as server:
        yield server


@pytest.fixture
def home(tmp_path: Path, redis: RedisServer) -> Iterator[House]:
    """A house on SQLite, with workers whose lease is 2 s."""
    with house(tmp_path / "data", redis.url) as built:
        yield built
        built.redis.flushall()


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small function problem."""
    root = tmp_path_factory.mktemp("packages") / "a-function"
    create_package(root, ProblemKind.FUNCTION)
    return root
