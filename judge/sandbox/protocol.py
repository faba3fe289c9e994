"""Frames between host and agent, the host's end.

The agent's end is runner_images/agent/frames.py, which describes the layout; a test holds the two
together. The host believes the agent's lengths only up to a cap.
"""

import json
import struct
from collections.abc import Sequence
from typing import Any, Protocol

from judge.errors import BoxDied

PROTOCOL = 5
"""Version of the frames; an image whose agent speaks another one is refused."""

_PREFIX = struct.Struct(">II")


class Transport(Protocol):
    """A byte stream to and from an agent. Every call keeps a deadline (monotonic seconds)."""

    def send(self, data: bytes, deadline: float) -> None:
        """Send all of `data`. Raises BoxDied if that cannot be done in time."""

    def receive(self, count: int, deadline: float) -> bytes:
        """Receive exactly `count` bytes. Raises BoxDied if they do not come in time."""


def encode_frame(header: dict[str, Any], blobs: Sequence[bytes] = ()) -> bytes:
    """One frame as bytes."""
    encoded = json.dumps({**header, "blobs": [len(blob) for blob in blobs]}).encode()
    size = 4 + len(encoded) + sum(map(len, blobs))
    return b"".join([_PREFIX.pack(size, len(encoded)), encoded, *blobs])


def receive_frame(
    transport: Transport, most_bytes: int, deadline: float
) -> tuple[dict[str, Any], list[bytes]]:
    """Receive one frame of at most `most_bytes`.

    Raises:
        BoxDied: the frame is malformed, too long, late, or the stream ended.
    """
    size, header_size = _PREFIX.unpack(transport.receive(_PREFIX.size, deadline))
    if size > most_bytes or header_size > size - 4:
        raise BoxDied(
            f"the agent announced a frame of {size} bytes; at most {most_bytes} are taken"
        )
    body = transport.receive(size - 4, deadline)
    try:
        header = json.loads(body[:header_size])
        lengths = header["blobs"]
        starts = [header_size + sum(lengths[:index]) for index in range(len(lengths))]
        blobs = [
            body[start : start + length] for start, length in zip(starts, lengths, strict=True)
        ]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BoxDied(f"the agent sent a malformed frame: {error}") from None
    if min(lengths, default=0) < 0 or header_size + sum(lengths) != len(body):
        raise BoxDied("the agent sent a frame whose parts do not add up")
    return header, blobs
