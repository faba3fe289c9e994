"""Both ends of the connection between host and agent speak the same frames."""

import json
import os
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent import PROTOCOL as AGENT_PROTOCOL
from agent import frames, watch
from judge.errors import BoxDied
from judge.sandbox.port import LimitHit
from judge.sandbox.protocol import PROTOCOL, encode_frame, receive_frame

_HEADERS = st.dictionaries(st.text(max_size=5).filter(lambda key: key != "blobs"), st.integers())
_BLOBS = st.lists(st.binary(max_size=50), max_size=5)


class _Bytes:
    """A transport that holds these bytes and then ends."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def send(self, data: bytes, deadline: float) -> None:
        raise AssertionError("nothing is sent here")

    def receive(self, count: int, deadline: float) -> bytes:
        if count > len(self.data):
            raise BoxDied("the stream ended")
        taken, self.data = self.data[:count], self.data[count:]
        return taken


@contextmanager
def _pipe_with(data: bytes) -> Iterator[int]:
    """The reading end of a pipe that brings `data` and then ends."""
    read_end, write_end = os.pipe()

    def write() -> None:
        with os.fdopen(write_end, "wb") as file:
            file.write(data)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        yield read_end
    finally:
        writer.join()
        os.close(read_end)


def test_both_ends_name_the_same_protocol() -> None:
    assert AGENT_PROTOCOL == PROTOCOL


def test_both_ends_name_the_same_limits() -> None:
    hits = {watch.CPU_HIT, watch.WALL_HIT, watch.MEMORY_HIT, watch.OUTPUT_HIT, watch.ANSWER_HIT}
    assert hits == {hit.value for hit in LimitHit}


@given(_HEADERS, _BLOBS)
def test_the_agent_reads_what_the_host_writes(header: dict[str, int], blobs: list[bytes]) -> None:
    with _pipe_with(encode_frame(header, blobs)) as fd:
        read_header, read_blobs = frames.read_frame(fd)
    assert read_header == {**header, "blobs": [len(blob) for blob in blobs]}
    assert [bytes(blob) for blob in read_blobs] == blobs


@given(_HEADERS, _BLOBS)
def test_the_host_reads_what_the_agent_writes(header: dict[str, int], blobs: list[bytes]) -> None:
    read_end, write_end = os.pipe()
    frames.write_frame(write_end, header, blobs)
    os.close(write_end)
    with os.fdopen(read_end, "rb") as file:
        data = file.read()
    read_header, read_blobs = receive_frame(_Bytes(data), 1 << 20, 0)
    assert read_header == {**header, "blobs": [len(blob) for blob in blobs]}
    assert read_blobs == blobs


def test_a_large_frame_arrives_whole() -> None:
    blob = bytes(range(256)) * 40_000
    with _pipe_with(encode_frame({"op": "run"}, [blob, b"", blob])) as fd:
        _, blobs = frames.read_frame(fd)
    assert [bytes(part) for part in blobs] == [blob, b"", blob]


@pytest.mark.parametrize("length", [0, 3, 8, 20])
def test_the_agent_sees_that_the_host_is_gone(length: int) -> None:
    data = encode_frame({"op": "run"}, [b"content"])[:length]
    with _pipe_with(data) as fd, pytest.raises(frames.HostGone):
        frames.read_frame(fd)


def _frame(header: bytes, rest: bytes = b"", *, header_size: int | None = None) -> bytes:
    size = len(header) if header_size is None else header_size
    return struct.pack(">II", 4 + len(header) + len(rest), size) + header + rest


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0\0\0",
        struct.pack(">II", 2, 0),
        struct.pack(">II", 0xFFFFFFFF, 2) + b"{}",
        _frame(b'{"blobs": []}')[:-1],
        _frame(b"{}"),
        _frame(b"[]"),
        _frame(b"null"),
        _frame(b'"blobs"'),
        _frame(b"{not json}"),
        _frame(b"\xff"),
        _frame(b'{"blobs": 3}'),
        _frame(b'{"blobs": ["a"]}'),
        _frame(b'{"blobs": [1.5]}', b"ab"),
        _frame(b'{"blobs": [3]}', b"ab"),
        _frame(b'{"blobs": [1]}', b"ab"),
        _frame(b'{"blobs": [-1, 3]}', b"ab"),
        _frame(b'{"blobs": [100000000000000000000]}', b"ab"),
        _frame(b'{"blobs": []}', header_size=14),
        _frame(b'{"blobs": ' + b"[" * 100_000, b""),
        _frame(json.dumps({"blobs": [0], "n": 1}).encode()[:-1]),
    ],
)
def test_a_malformed_frame_means_that_the_box_is_lost(data: bytes) -> None:
    with pytest.raises(BoxDied):
        receive_frame(_Bytes(data), 1 << 20, 0)


def test_a_frame_longer_than_expected_is_not_even_read() -> None:
    transport = _Bytes(encode_frame({"op": "ran"}, [bytes(1000)]))
    before = len(transport.data)
    with pytest.raises(BoxDied, match="at most 500"):
        receive_frame(transport, 500, 0)
    assert len(transport.data) == before - 8
