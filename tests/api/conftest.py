"""A running service with a problem and some users; it is shared by all tests that break nothing."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import httpx
import pytest

from judge.model.users import Role
from judge.service.packages import register_bank
from tests.api.running import PROBLEM, Running, Somebody, running
from tests.servers import RedisServer
from tests.service.conftest import write_package

_numbers = count()


@pytest.fixture(scope="session")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one problem."""
    folder = tmp_path_factory.mktemp("bank")
    write_package(folder / PROBLEM)
    return folder


@pytest.fixture(scope="session")
def private_redis() -> Iterator[RedisServer]:
    """A Redis of these tests' own, which goes on running."""
    with RedisServer() as server:
        yield server


@pytest.fixture(scope="session")
def up(
    tmp_path_factory: pytest.TempPathFactory, private_redis: RedisServer, bank: Path
) -> Iterator[Running]:
    """The service."""
    folder = tmp_path_factory.mktemp("api")
    with running(folder, private_redis.url, max_package_mib=1, max_unpacked_mib=4) as service:
        register_bank(service.service, bank)
        yield service


@pytest.fixture(scope="session")
def admin(up: Running) -> Somebody:
    """An admin of the shared service."""
    return up.somebody("admin", Role.ADMIN)


@pytest.fixture
def solver(up: Running) -> Somebody:
    """A solver who has done nothing yet."""
    return up.somebody(f"solver-{next(_numbers)}", Role.SOLVER)


@pytest.fixture
def author(up: Running) -> Somebody:
    """An author who has done nothing yet."""
    return up.somebody(f"author-{next(_numbers)}", Role.AUTHOR)


@pytest.fixture
def nobody(up: Running) -> httpx.Client:
    """A client without a key."""
    return up.client()
