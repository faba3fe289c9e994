"""Length-prefixed frames between host and agent.

A frame is `u32 size | u32 header size | header (JSON object) | blobs`, big-endian; `size` counts what
follows it, and the header's `blobs` lists the length of each blob. Bytes of a submission travel only
as blobs.
"""

from __future__ import annotations

import json
import os
import struct
from collections.abc import Sequence
from typing import Any

_PREFIX = struct.Struct(">II")


class HostGone(Exception):
    """The host closed the connection."""


def read_exactly(fd: int, count: int) -> bytearray:
    """Read `count` bytes; HostGone if the other side ends first."""
    data = bytearray(count)
    view = memoryview(data)
    done = 0
    while done < count:
        got = os.readv(fd, [view[done:]])
        if got == 0:
            raise HostGone
        done += got
    return data


def read_frame(fd: int) -> tuple[dict[str, Any], list[memoryview]]:
    """Read one frame: its header, and its blobs as memory views."""
    size, header_size = _PREFIX.unpack(read_exactly(fd, _PREFIX.size))
    body = memoryview(read_exactly(fd, size - 4))
    header = json.loads(bytes(body[:header_size]))
    blobs = []
    start = header_size
    for length in header.get("blobs", ()):
        blobs.append(body[start : start + length])
        start += length
    return header, blobs


def write_frame(fd: int, header: dict[str, Any], blobs: Sequence[bytes] = ()) -> None:
    """Write one frame; HostGone if nobody reads it."""
    header = dict(header, blobs=[len(blob) for blob in blobs])
    encoded = json.dumps(header).encode()
    total = 4 + len(encoded) + sum(header["blobs"])
    data = b"".join([_PREFIX.pack(total, len(encoded)), encoded, *blobs])
    view = memoryview(data)
    try:
        while view:
            view = view[os.write(fd, view) :]
    except BrokenPipeError:
        raise HostGone from None
