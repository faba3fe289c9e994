"""The host's end of the attach connection, against a box that misbehaves as no agent of ours would."""

import contextlib
import socket
import struct
import threading
import time

import pytest

from judge.errors import BoxDied
from judge.sandbox.docker_box import AttachedStream

_COMPLAINT = struct.pack(">BxxxI", 2, 1000) + b"x" * 1000


def test_a_box_that_only_complains_is_given_up_at_the_deadline() -> None:
    ours, theirs = socket.socketpair()
    attached = ours.makefile("rb", buffering=0)

    def complain() -> None:
        with contextlib.suppress(OSError):
            while True:
                theirs.sendall(_COMPLAINT * 100)

    thread = threading.Thread(target=complain)
    thread.start()
    stream = AttachedStream(attached)
    try:
        with pytest.raises(BoxDied, match="deadline"):
            stream.receive(1, time.monotonic() + 0.2)
        assert len(stream.complaints) <= 50
    finally:
        stream.close()
        ours.close()
        thread.join()
        theirs.close()
