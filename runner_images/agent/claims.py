"""What a run says of itself, on its private pipe.

A claim is `u64 length | tag | payload`, the length counting tag and payload. Tag `V`: the payload is
an encoded value. Tag `E`: it is a JSON object with `error` and `text`. The reader is in `watch.py`; it
stops at the length and never waits for the end of the pipe, which a stray process may hold open.
"""

from __future__ import annotations

import json
import os
import struct

LENGTH = struct.Struct(">Q")
VALUE, ERROR = b"V", b"E"
MAX_TEXT = 32 * 1024
MAX_ERROR = 200


def send_value(fd: int, value: bytes) -> None:
    """Claim a value; `value` is its encoding."""
    _send(fd, VALUE, value)


def send_error(fd: int, error: str, text: str) -> None:
    """Claim a failure: its kind in a word, and its story."""
    if len(text) > MAX_TEXT:
        text = text[: MAX_TEXT // 2] + "\n[...]\n" + text[-MAX_TEXT // 2 :]
    _send(fd, ERROR, json.dumps({"error": error[:MAX_ERROR], "text": text}).encode())


def _send(fd: int, tag: bytes, payload: bytes) -> None:
    head = LENGTH.pack(len(payload) + 1) + tag
    view = memoryview(head + payload) if len(payload) < 65536 else None
    for part in (view,) if view is not None else (memoryview(head), memoryview(payload)):
        while part:
            part = part[os.write(fd, part) :]
