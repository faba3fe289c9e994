"""Fixtures for command lines."""

from pathlib import Path

import pytest

from judge.cli.main import run_command_line
from judge.model.problem import ProblemKind
from judge.package.new import create_package
from tests.cli.command_line import Judge, Outcome


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
