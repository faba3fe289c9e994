"""Fixtures for command lines."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from judge.cli.main import run_command_line
from judge.model.problem import ProblemKind
from judge.package.new import create_package
from judge.service.packages import register_bank
from tests.api.running import PROBLEM, Running, running
from tests.cli.command_line import Judge, Outcome
from tests.servers import RedisServer
from tests.service.conftest import write_package


@pytest.fixture(scope="session")
def problems(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small problem of each kind, called `a-KIND`; their data are made once."""
    folder = tmp_path_factory.mktemp("problems")
    for kind in ProblemKind:
        create_package(folder / f"a-{kind}", kind)
    return folder


@pytest.fixture
def workplace(
    problems: Path,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> Path:
    """An empty folder, in an environment whose settings know the small problems."""
    monkeypatch.setenv("CODEROUND_PROBLEMS_DIR", str(problems))
    monkeypatch.setenv("CODEROUND_DATA_DIR", str(tmp_path_factory.getbasetemp() / "data"))
    monkeypatch.delenv("CODEROUND_CONFIG", raising=False)
    monkeypatch.delenv("CODEROUND_DEBUG", raising=False)
    monkeypatch.setenv("COLUMNS", "120")
    return tmp_path


@pytest.fixture
def judge(capsys: pytest.CaptureFixture[str], workplace: Path) -> Judge:
    """Runs a command line in this process."""

    def run(*arguments: object) -> Outcome:
        capsys.readouterr()
        code = run_command_line([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return run


@pytest.fixture
def no_engine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An environment in which no Docker engine answers."""
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path}/no-docker.sock")


@pytest.fixture(scope="session")
def private_redis() -> Iterator[RedisServer]:
    """A Redis of these tests' own."""
    with RedisServer() as server:
        yield server


@pytest.fixture(scope="session")
def up(tmp_path_factory: pytest.TempPathFactory, private_redis: RedisServer) -> Iterator[Running]:
    """A service on a real port that knows one problem; what its workers do, the tests do."""
    bank = tmp_path_factory.mktemp("bank")
    write_package(bank / PROBLEM)
    with running(tmp_path_factory.mktemp("served"), private_redis.url) as service:
        register_bank(service.service, bank)
        yield service
