"""Talking to one agent: requests out, reports in. The same for every kind of box."""

import contextlib
import itertools
import json
import math
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

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
_AHEAD_MS = 20
"""Runs are sent ahead as far as they will keep the agent busy for about so long. If an answer turns out to be
wrong, they were in vain."""
_MOST_AHEAD = 8
_AHEAD_BYTES = 32 * 1024
"""Requests sent ahead have to fit into the agent's pipe (64 KiB), or sending would wait for runs to end."""
_SETTLE_S = 0.5
"""How long it is waited for runs in vain, before a box is rather thrown away."""
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
        self._sent: deque[_Sent] = deque()
        self._pace_ms = float(_AHEAD_MS)
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
        self._settle()
        self._loaded, self._pace_ms = None, float(_AHEAD_MS)
        content = [file.content for file in files]
        deadline = _last_moment(limits)
        self._transport.send(encode_frame(header, content), deadline)
        reply, blobs = self._receive(["compiled"], _MAX_CODE_BYTES, deadline)
        with _reading():
            claim = _claim(reply, blobs[2])
            if claim and claim.value is not None:
                program = self._loaded = Program(files=files, entry=entry, code=claim.value)
                message = None
            else:
                program, message = None, _why_not_compiled(reply, claim)
            return CompileReport(
                program=program,
                message=message,
                cpu_time_us=reply["cpu_time_us"],
                wall_time_us=reply["wall_time_us"],
            )

    def run(self, request: RunRequest, then: Iterable[RunRequest] = ()) -> RunReport:
        """Run a program once; see `Box.run`."""
        frames = []
        if not self._sent or self._sent[0].request is not request:
            self._settle()
            if self._loaded is not request.program:
                self._load(request.program)
            frames = [_run_frame(request, ahead=False)]
            self._sent.append(_Sent(request, 0))
        frames += self._frames_ahead(then)
        if frames:
            self._transport.send(b"".join(frames), _last_moment(request.limits))
        report = self._next_report()
        if report is None:
            # The run before it went wrong, and still somebody wants to know.
            return self.run(request)
        return report

    def prove_clean(self) -> bool:
        """Whether the box may serve another submission."""
        deadline = time.monotonic() + GRACE_S
        self._settle(time.monotonic() + _SETTLE_S)
        self._transport.send(encode_frame({"op": "prove"}), deadline)
        reply, _ = self._receive(["proof"], 0, deadline)
        self.oddity = reply.get("oddity", "the agent gave no proof")
        return self.oddity is None

    def _load(self, program: Program) -> None:
        deadline = time.monotonic() + GRACE_S
        header = {"op": "load", "names": [file.name for file in program.files]}
        blobs = [*(file.content for file in program.files), program.code]
        self._transport.send(encode_frame(header, blobs), deadline)
        self._receive(["loaded"], 0, deadline)
        self._loaded = program

    def _frames_ahead(self, then: Iterable[RunRequest]) -> list[bytes]:
        """Requests to be sent ahead now: the rest of what may wait, once half of it is used up."""
        frames: list[bytes] = []
        most = min(_MOST_AHEAD, int(_AHEAD_MS / self._pace_ms))
        if len(self._sent) - 1 > most // 2:
            return frames
        free_bytes = _AHEAD_BYTES - sum(sent.ahead_bytes for sent in self._sent)
        for place, request in enumerate(itertools.islice(then, most), start=1):
            if place < len(self._sent):
                if self._sent[place].request is not request:
                    break
                continue
            if request.program is not self._loaded or len(request.input) > free_bytes:
                break
            frame = _run_frame(request, ahead=True)
            free_bytes -= len(frame)
            if free_bytes < 0:
                break
            self._sent.append(_Sent(request, len(frame)))
            frames.append(frame)
        return frames

    def _next_report(self, deadline: float = math.inf) -> RunReport | None:
        """The report of the run that was sent first; None if it was sent ahead and skipped."""
        request, ahead_bytes = self._sent.popleft()
        deadline = min(deadline, _last_moment(request.limits))
        expected = ("ran", "skipped") if ahead_bytes else ("ran",)
        reply, blobs = self._receive(expected, 8 * request.limits.output_bytes, deadline)
        if reply["op"] == "skipped":
            return None
        with _reading():
            report = _run_report(reply, blobs, request.mode)
        self._pace_ms = max(1.0, report.wall_time_us / 1000)
        return report

    def _settle(self, deadline: float = math.inf) -> None:
        """Wait for all that was sent ahead in vain."""
        while self._sent:
            self._next_report(deadline)

    def _receive(
        self, expected: Sequence[str], most_bytes: int, deadline: float
    ) -> tuple[dict[str, Any], list[bytes]]:
        """Receive the reply to the request that was sent first; it has to be one of the expected kinds."""
        reply, content = receive_frame(self._transport, most_bytes + _FRAME_SLACK_BYTES, deadline)
        if reply.get("op") not in expected:
            raise BoxDied(f"the agent failed: {reply.get('reason', reply.get('op'))}")
        self.oddity = self.oddity or reply.get("oddity")
        return reply, content


class _Sent(NamedTuple):
    """A run whose report is still to come; `ahead_bytes` is 0 for one that was not sent ahead."""

    request: RunRequest
    ahead_bytes: int


@contextlib.contextmanager
def _reading() -> Iterator[None]:
    """A report that is not as it has to be says that something else than our agent wrote it."""
    try:
        yield
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise BoxDied(f"the agent sent a malformed report: {error!r}") from None


def _last_moment(limits: Limits) -> float:
    """When a run that begins now has to have ended, whatever the agent says: a deadline of our own."""
    return time.monotonic() + MOST_PATIENCE * limits.wall_time_ms / 1000 + GRACE_S


def _run_frame(request: RunRequest, *, ahead: bool) -> bytes:
    limits, mode = request.limits, request.mode
    keep = limits.output_bytes if isinstance(mode, Script) else _KEEP_STDOUT_BYTES
    header = {
        "op": "run",
        "ahead": ahead,
        "names": [file.name for file in request.files],
        "job": {
            **_job(mode),
            "entry": request.program.entry,
            "timed": request.timed,
            "series": request.series and isinstance(request.mode, Call),
        },
        "limits": _limits(limits, keep, limits.output_bytes),
        "collect": mode.collect if isinstance(mode, Script) else (),
    }
    return encode_frame(header, [request.input, *(file.content for file in request.files)])


def _run_report(reply: dict[str, Any], blobs: list[bytes], mode: Call | Script) -> RunReport:
    stdout, stderr, claim, *collected = blobs
    return RunReport(
        exit_code=reply["exit_code"],
        signal=reply["signal"],
        claim=_claim(reply, claim) if isinstance(mode, Call) else None,
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
