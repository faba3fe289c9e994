"""Fixtures for webhooks."""

from collections.abc import Iterator

import pytest

from tests.webhooks.receiver import Receiver, receiving


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """A server that takes letters."""
    with receiving() as server:
        yield server
