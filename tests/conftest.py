"""Fixtures that several folders of tests share."""

from collections.abc import Iterator

import pytest

from judge.sandbox.docker_sandbox import DockerSandbox


@pytest.fixture(scope="session")
def sandbox() -> Iterator[DockerSandbox]:
    """Boxes on the real engine; a test that uses it is marked `docker`."""
    boxes = DockerSandbox()
    yield boxes
    boxes.close()
