"""The whole stack of deploy/compose.yaml, started by Docker's own program and taken down again."""

import secrets
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import docker
import pytest

from deploy.build_offline import build_service_image
from judge.sandbox.image_build import build, context_of
from judge.sandbox.image_stages import image_reference
from tests.deploy.compose import ROOT, Compose, write_env
from tests.deploy.stack import Stack

# Of this checkout: another one on this machine may be testing its own. `make clean` knows the name.
SERVICE_IMAGE = f"coderound/service-test:{sha256(str(ROOT).encode()).hexdigest()[:12]}"
QUICK = Path(__file__).with_name("quick.yaml")
STAND_INS = Path(__file__).parent / "stand_ins"
STAND_INS_IMAGE = "coderound/stand-ins-test:latest"


@pytest.fixture(scope="session")
def images() -> None:
    """The images that no registry has to give; the engine's cache makes a second time cheap."""
    build_service_image(SERVICE_IMAGE)
    client = docker.from_env()
    try:
        with context_of({path.name: path for path in STAND_INS.iterdir()}) as context:
            arguments = {"BASE": image_reference("base")}
            build(client, context, arguments, labels={}, tag=STAND_INS_IMAGE, network="default")
    finally:
        client.close()


@pytest.fixture(scope="session")
def stack(images: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """A running stack. When it is taken down, nothing of it is left on the engine."""
    project = f"coderound-test-{secrets.token_hex(4)}"
    env_file = write_env(
        tmp_path_factory.mktemp("deploy") / "env",
        POSTGRES_PASSWORD="'it$ a #secret'",
        REDIS_PASSWORD=secrets.token_hex(8),
        DOCKER_GID=str(Path("/var/run/docker.sock").stat().st_gid),
        PORT="0",
        JUDGE_HOST=project,
        CODEROUND_WORKERS="1",
        # An empty one: the only worker has nothing to do but what the tests ask for.
        CODEROUND_PROBLEMS_DIR="/var/lib/coderound",
        CODEROUND_IMAGE=SERVICE_IMAGE,
        POSTGRES_IMAGE=STAND_INS_IMAGE,
        REDIS_IMAGE=STAND_INS_IMAGE,
    )
    stack = Stack(Compose(project, env_file, (QUICK,)))
    try:
        stack.start()
        yield stack
    finally:
        stack.remove()
    assert stack.remains() == []
