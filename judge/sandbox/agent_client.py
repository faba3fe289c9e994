"""Talking to one agent: requests out, reports in. The same for every kind of box."""

import contextlib
import json
import time
from collections.abc import Iterator
from typing import Any

from judge.errors import BoxDied, ImageMissing
from judge.model.limits import Limits
from judge.model.submission import SourceFile
from judge.sandbox.port import (
    Call,
    Claim,
    CompileReport,
    LimitHit,
    Program,
    RunReport,
    RunRequest,
    Script,
)
from judge.sandbox.protocol import PROTOCOL, Transport, encode_frame, receive_frame

GRACE_S = 10.0
"""How much later than the agent's last moment the host's own deadline is."""
MOST_PATIENCE = 4
"""How many wall limits a run may last in all, since time in which it waits for a processor is added to
the limit (the agent's `watch.py`)."""
_START_S = 60.0
_FRAME_SLACK_BYTES = 1024 * 1024
_KEEP_STDOUT_BYTES = 64 * 1024
_MAX_CODE_BYTES = 16 * 1024 * 1024


class AgentClient:
    """One agent at the other end of a transport.

    Attributes:
        hello: what the agent said of its box when it started.
        oddity: why the box must not serve another submission, once there is a reason.
    """

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._loaded: Program | None = None
        self.oddity: str | None = None
        self.hello, _ = receive_frame(transport, _FRAME_SLACK_BYTES, time.monotonic() + _START_S)
        if self.hello.get("op") != "hello" or self.hello.get("protocol") != PROTOCOL:
            raise ImageMissing(
                f"the runner image's agent speaks protocol {self.hello.get('protocol')}, this judge"
                f" speaks {PROTOCOL}; rebuild the images with `judge images build`"
            )

    def compile(self, files: tuple[SourceFile, ...], entry: str, limits: Limits) -> CompileReport:
        """Compile source; the agent's report as the port wants it."""
        header = {
            "op": "compile",
            "names": [file.name for file in files],
            "sources": [file.name for file in files if file.name.endswith(".py")],
            "entry": entry,
            "limits": _limits(limits, 0, max(limits.output_bytes, _MAX_CODE_BYTES)),
        }
        self._loaded = None
        reply, blobs = self._ask(header, [file.content for file in files], limits, _MAX_CODE_BYTES)
        with _reading():
            claim = _claim(reply, blobs[2])
            if claim and claim.value is not None:
                program = Program(files=files, entry=entry, code=claim.value)
                message = None
            else:
                program, message = None, _why_not_compiled(reply, claim)
            return CompileReport(
                program=program,
                message=message,
                cpu_time_us=reply["cpu_time_us"],
                wall_time_us=reply["wall_time_us"],
            )

    def run(self, request: RunRequest) -> RunReport:
        """Run a program once."""
        if self._loaded is not request.program:
            self._load(request.program)
        limits = request.limits
        keep = limits.output_bytes if isinstance(request.mode, Script) else _KEEP_STDOUT_BYTES
        header = {
            "op": "run",
            "names": [file.name for file in request.files],
            "job": {
                **_job(request.mode),
                "entry": request.program.entry,
                "timed": request.timed,
            },
            "limits": _limits(limits, keep, limits.output_bytes),
            "collect": request.mode.collect if isinstance(request.mode, Script) else (),
        }
        content = [request.input, *(file.content for file in request.files)]
        reply, blobs = self._ask(header, content, limits, 8 * limits.output_bytes)
        with _reading():
            stdout, stderr, claim, *collected = blobs
            return RunReport(
                exit_code=reply["exit_code"],
                signal=reply["signal"],
                claim=_claim(reply, claim) if isinstance(request.mode, Call) else None,
                stdout=stdout,
                stderr=stderr,
                output_truncated=reply["truncated"],
                hits=frozenset(LimitHit(hit) for hit in reply["hits"]),
                cpu_time_us=reply["cpu_time_us"],
                wall_time_us=reply["wall_time_us"],
                memory_bytes=reply["memory_bytes"],
                collected=dict(zip(reply["collected"], collected, strict=True)),
                work_time_us=reply["work_time_us"],
                waited_time_us=reply["waited_time_us"],
                throttled_time_us=reply["throttled_time_us"],
            )

    def prove_clean(self) -> bool:
        """Whether the box may serve another submission."""
        deadline = time.monotonic() + GRACE_S
        self._transport.send(encode_frame({"op": "prove"}), deadline)
        reply, _ = receive_frame(self._transport, _FRAME_SLACK_BYTES, deadline)
        self.oddity = reply.get("oddity", "the agent gave no proof")
        return self.oddity is None

    def _load(self, program: Program) -> None:
        deadline = time.monotonic() + GRACE_S
        header = {"op": "load", "names": [file.name for file in program.files]}
        blobs = [*(file.content for file in program.files), program.code]
        self._transport.send(encode_frame(header, blobs), deadline)
        reply, _ = receive_frame(self._transport, _FRAME_SLACK_BYTES, deadline)
        _expect(reply, "loaded")
        self._loaded = program

    def _ask(
        self, header: dict[str, Any], blobs: list[bytes], limits: Limits, most_bytes: int
    ) -> tuple[dict[str, Any], list[bytes]]:
        """Send a request that runs something; wait for its report up to a deadline of our own."""
        deadline = time.monotonic() + MOST_PATIENCE * limits.wall_time_ms / 1000 + GRACE_S
        self._transport.send(encode_frame(header, blobs), deadline)
        reply, content = receive_frame(self._transport, most_bytes + _FRAME_SLACK_BYTES, deadline)
        _expect(reply, "compiled" if header["op"] == "compile" else "ran")
        self.oddity = self.oddity or reply.get("oddity")
        return reply, content


@contextlib.contextmanager
def _reading() -> Iterator[None]:
    """A report that is not as it has to be says that something else than our agent wrote it."""
    try:
        yield
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise BoxDied(f"the agent sent a malformed report: {error!r}") from None


def _expect(reply: dict[str, Any], operation: str) -> None:
    if reply.get("op") != operation:
        raise BoxDied(f"the agent failed: {reply.get('reason', reply.get('op'))}")


def _limits(limits: Limits, keep_stdout_bytes: int, output_bytes: int) -> dict[str, int]:
    return {
        "cpu_time_ms": limits.cpu_time_ms,
        "wall_time_ms": limits.wall_time_ms,
        "memory_bytes": limits.memory_bytes,
        "output_bytes": output_bytes,
        "disk_bytes": limits.disk_bytes,
        "keep_stdout_bytes": keep_stdout_bytes,
    }


def _job(mode: Call | Script) -> dict[str, Any]:
    if isinstance(mode, Script):
        return {"action": "script", "args": mode.args}
    conversions = {name: list(method.parameters.values()) for name, method in mode.methods.items()}
    return {
        "action": "call",
        "kind": mode.kind,
        "entry_point": mode.entry,
        "conversions": conversions,
    }


def _claim(reply: dict[str, Any], content: bytes) -> Claim | None:
    """Read a claim; one that is not even in the right form counts as none."""
    if not reply["claimed"] or not content:
        return None
    if content[:1] == b"V":
        return Claim(value=content[1:])
    try:
        told = json.loads(content[1:])
        return Claim(error=str(told["error"])[:200], text=str(told["text"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _why_not_compiled(reply: dict[str, Any], claim: Claim | None) -> str:
    if claim is not None and claim.text:
        return claim.text
    if reply["hits"]:
        return f"compilation was stopped by its {' and '.join(reply['hits'])} limit"
    return "the compiler ended without a result; the source may be nested too deeply"
