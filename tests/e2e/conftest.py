"""Fixtures for command lines in processes of their own, and the checks that they leave nothing."""

import os
from collections.abc import Iterator
from pathlib import Path

import docker
import pytest

from judge.model.problem import ProblemKind
from judge.package.new import create_package
from judge.sandbox.image_stages import image_reference
from tests.e2e.private_engine import PrivateEngine, private_engine
from tests.e2e.shell import Shell, boxes_of, processes_that_name

_INHERITED = ("PATH", "LANG", "DOCKER_HOST", "DOCKER_CERT_PATH", "DOCKER_TLS_VERIFY")


@pytest.fixture(scope="session")
def problems(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small problem of each kind, called `a-KIND`."""
    folder = tmp_path_factory.mktemp("problems")
    for kind in ProblemKind:
        create_package(folder / f"a-{kind}", kind)
    return folder


@pytest.fixture
def engine() -> Iterator[docker.DockerClient]:
    """The host's engine."""
    client = docker.from_env()
    yield client
    client.close()


@pytest.fixture(scope="session")
def own_engine() -> Iterator[PrivateEngine]:
    """An engine with the runner image. A test may do anything to it, if it runs again afterwards."""
    with private_engine() as engine:
        engine.copy_image(image_reference("python"))
        yield engine


@pytest.fixture(scope="session")
def all_owners() -> Iterator[set[str]]:
    """Whoever had boxes in any of these tests; when all is done, none is left."""
    owners: set[str] = set()
    yield owners
    if owners:
        client = docker.from_env()
        left = boxes_of(client, owners)
        client.close()
        assert left == []


@pytest.fixture
def shell(
    problems: Path,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    all_owners: set[str],
    request: pytest.FixtureRequest,
) -> Iterator[Shell]:
    """A person's shell. What is started from it has to leave no file and no process behind."""
    folders = {name: tmp_path / name for name in ("home", "temp", "work")}
    for folder in folders.values():
        folder.mkdir()
    shell = Shell(
        folder=folders["work"],
        temp=folders["temp"],
        environment={
            **{name: os.environ[name] for name in _INHERITED if name in os.environ},
            "HOME": str(folders["home"]),
            "TMPDIR": str(folders["temp"]),
            "COLUMNS": "120",
            "CODEROUND_PROBLEMS_DIR": str(problems),
            "CODEROUND_DATA_DIR": str(tmp_path_factory.getbasetemp() / "data"),
        },
    )
    yield shell
    shell.end()
    if request.node.get_closest_marker("docker"):
        all_owners |= shell.owners()
    assert [path.name for path in shell.temp.iterdir()] == []
    assert processes_that_name(shell.temp) == []
