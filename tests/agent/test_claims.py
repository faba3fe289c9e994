"""What a run says of itself is read up to the length it announced, and never waited for."""

import json
import os
from collections.abc import Iterator

import pytest

from agent import claims
from agent.watch import _Channel, _ClaimChannel


@pytest.fixture
def channel() -> Iterator[_ClaimChannel]:
    pipe = _ClaimChannel(1 << 20)
    yield pipe
    pipe.close()
    os.close(pipe.write_end)


def test_a_claimed_value_arrives(channel: _ClaimChannel) -> None:
    claims.send_value(channel.write_end, b"[1, 2]")
    channel.drain()
    assert channel.complete()
    assert channel.content() == b"V[1, 2]"


def test_a_claimed_failure_arrives(channel: _ClaimChannel) -> None:
    claims.send_error(channel.write_end, "IndexError", "line 1\nlist index out of range")
    channel.drain()
    content = channel.content()
    assert content[:1] == b"E"
    assert json.loads(content[1:]) == {
        "error": "IndexError",
        "text": "line 1\nlist index out of range",
    }


def test_the_story_of_a_failure_is_cut_in_the_middle(channel: _ClaimChannel) -> None:
    claims.send_error(channel.write_end, "E", "first" + "x" * 100_000 + "last")
    channel.drain()
    text = json.loads(channel.content()[1:])["text"]
    assert len(text) < 33 * 1024
    assert text.startswith("first")
    assert text.endswith("last")


def test_a_claim_is_complete_at_its_announced_length(channel: _ClaimChannel) -> None:
    whole = claims.LENGTH.pack(4) + b"Vabc"
    for end, complete in ((0, False), (5, False), (8, False), (11, False), (12, True)):
        channel.data[:] = whole[:end]
        assert channel.complete() is complete
        assert channel.content() == (b"Vabc" if complete else b"")


def test_what_follows_a_claim_is_no_part_of_it(channel: _ClaimChannel) -> None:
    os.write(channel.write_end, claims.LENGTH.pack(2) + b"V1" + claims.LENGTH.pack(2) + b"V2")
    channel.drain()
    assert channel.content() == b"V1"


def test_an_empty_claim_is_no_claim(channel: _ClaimChannel) -> None:
    os.write(channel.write_end, claims.LENGTH.pack(0))
    channel.drain()
    assert channel.complete()
    assert channel.content() == b""


def test_a_claim_that_announces_more_than_there_is_stays_incomplete(channel: _ClaimChannel) -> None:
    os.write(channel.write_end, claims.LENGTH.pack((1 << 64) - 1) + b"V1")
    channel.drain()
    assert not channel.complete()
    assert channel.announced() == (1 << 64) + 7


def test_a_pipe_keeps_no_more_than_its_cap_and_counts_the_rest() -> None:
    pipe = _Channel(10)
    for _ in range(3):
        os.write(pipe.write_end, b"12345678")
        pipe.drain()
    os.close(pipe.write_end)
    pipe.drain()
    assert (bytes(pipe.data), pipe.total, pipe.open) == (b"1234567812", 24, False)
    pipe.close()
