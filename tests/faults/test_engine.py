"""The Docker engine is restarted in the middle of a judging."""

from collections.abc import Iterator
from pathlib import Path

import docker
import pytest

from judge.sandbox.image_stages import image_reference
from tests.e2e.private_engine import PrivateEngine, private_engine
from tests.faults.conftest import QUICK, SLOW, instance
from tests.faults.deployment import Deployment, until
from tests.servers import RedisServer

pytestmark = [pytest.mark.docker, pytest.mark.slow]


@pytest.fixture(scope="module")
def own_engine() -> Iterator[PrivateEngine]:
    with private_engine() as engine:
        engine.copy_image(image_reference("python"))
        yield engine


@pytest.fixture
def deployment(
    tmp_path: Path, redis: RedisServer, own_engine: PrivateEngine
) -> Iterator[Deployment]:
    with instance(tmp_path, redis, None, DOCKER_HOST=own_engine.host) as deployment:
        deployment.start_api()
        yield deployment


def test_killed_while_judging(deployment: Deployment, own_engine: PrivateEngine) -> None:
    """A healthy retry is no judge error, and waiting for the engine uses up no attempts."""
    worker = deployment.start_worker()
    running, waiting = deployment.submit(SLOW), deployment.submit(QUICK)
    deployment.await_state(running, "running")
    own_engine.kill()
    until(lambda: "engine" in deployment.log.read_text(), "the worker to notice")
    later = deployment.submit(QUICK)
    own_engine.start()
    assert [deployment.judged_once(each) for each in (running, waiting, later)] == ["AC"] * 3
    worker.stop()
    client = docker.DockerClient(base_url=own_engine.host)
    until(lambda: deployment.boxes(client) == [], "its boxes to be gone")
    client.close()
