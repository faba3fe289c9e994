"""One run, from fork to proof that nothing of it is left.

The agent drains stdout, stderr and the claim pipe at once, each with a cap, and never waits for the
end of a pipe: a process left behind may hold it open for ever. A run is over when its first process
ends, when its claim is complete, or when a limit is hit, whichever comes first; then everything of
it is killed.
"""

from __future__ import annotations

import contextlib
import os
import resource
import select
import signal
import socket
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from agent import claims, frames
from agent.usage import (
    NOISE_BYTES,
    is_runnable,
    process_cpu_ns,
    waited_for_processor_ns,
)

if TYPE_CHECKING:
    from agent.forkserver import ForkServer, Reaped, Standby
    from agent.usage import Meter, ProcessMeter

CPU_HIT, WALL_HIT = "cpu time", "wall time"
MEMORY_HIT, OUTPUT_HIT, ANSWER_HIT = "memory", "output", "answer"
_CHUNK = 1 << 18
_KEEP_STDERR = 64 * 1024
_DATA_SLACK = 1 << 30  # RLIMIT_DATA counts reserved thread stacks, which are mostly never touched
_LONGEST_NAP_S = 0.02
_SHORTEST_NAP_S = 0.004
_TIMED_NAP_S = 0.001
"""Between two looks at a timed run: its memory is compared, and may be in use for a few milliseconds only."""
_MOST_PATIENCE = 4
"""The wall limit holds for time in which the run could run. What it waits for a processor is added, up to
this many times the limit in all, as the host knows (`judge/sandbox/agent_client.py`)."""


class _Channel:
    """The reading end of a pipe from the run, drained into memory up to a cap."""

    def __init__(self, cap: int) -> None:
        self.read_end, self.write_end = os.pipe2(os.O_CLOEXEC)
        os.set_blocking(self.read_end, False)
        self.cap, self.total, self.data, self.open = cap, 0, bytearray(), True

    def drain(self) -> None:
        """Take what is there; past the cap it is counted and thrown away."""
        while self.open:
            try:
                chunk = os.read(self.read_end, _CHUNK)
            except BlockingIOError:
                return
            if not chunk:
                self.open = False
                return
            self.total += len(chunk)
            room = self.cap - len(self.data)
            if room > 0:
                self.data += chunk[:room]
            if self.total > self.cap:
                return

    def close(self) -> None:
        os.close(self.read_end)


class _ClaimChannel(_Channel):
    """The claim pipe, whose first bytes say how many follow."""

    def complete(self) -> bool:
        """Whether the whole claim is here."""
        announced = self.announced()
        return announced is not None and len(self.data) >= announced

    def announced(self) -> int | None:
        """Length of the claim with its prefix, once known."""
        if len(self.data) < claims.LENGTH.size:
            return None
        (length,) = claims.LENGTH.unpack_from(self.data)
        return int(length) + claims.LENGTH.size

    def content(self) -> bytes:
        """Tag and payload, or nothing if the claim is not complete."""
        return bytes(self.data[claims.LENGTH.size : self.announced()]) if self.complete() else b""


class _Gate:
    """Where a timed run waits until the agent has seen the clock: before it has its input, or before anything
    of the submission runs.

    Attributes:
        our_end: becomes readable when the run has come to the gate.
    """

    def __init__(self) -> None:
        self._socket, theirs = socket.socketpair()
        self.our_end, self.run_end = self._socket.fileno(), theirs.detach()

    def open(self) -> None:
        """Let it pass."""
        with contextlib.suppress(OSError):
            self._socket.send(b"!")

    def close(self) -> None:
        self._socket.close()


class _Clock(NamedTuple):
    """What a run has used so far."""

    cpu_ns: int
    waited_ns: int
    throttled_ns: int | None


class Run:
    """One run of one program; `limits` holds the numbers of the request."""

    def __init__(
        self,
        forkserver: ForkServer,
        standby: Standby,
        meter: Meter | ProcessMeter,
        limits: dict[str, int],
        job: dict[str, Any],
        source: bytes | memoryview,
        host: int,
    ) -> None:
        self._forkserver, self._standby, self._meter = forkserver, standby, meter
        self._limits, self._host, self._pid = limits, host, standby.pid
        self._hits: set[str] = set()
        self._last_cpu_ns: int | None = None
        self._gate = _Gate() if job["timed"] else None
        self._clock = _Clock(cpu_ns=0, waited_ns=0, throttled_ns=None)
        self._work_ns: int | None = None
        self._waited_ns: int | None = None
        self._throttled_ns: int | None = None
        output = limits["output_bytes"]
        self._stdout, self._stderr = _Channel(output), _Channel(output)
        self._claim = _ClaimChannel(output + claims.MAX_TEXT * 2)
        self._job = job
        self._input_fd = os.memfd_create("input", os.MFD_CLOEXEC)
        # Of what is imported before the clock starts, nothing may have seen the input.
        self._withheld = source if _is_withheld(job) else None
        if self._withheld is None:
            _fill(self._input_fd, source)

    def execute(self, meanwhile: Callable[[], None]) -> tuple[dict[str, Any], list[bytes]]:
        """Run to the end; returns the observations as a header and blobs.

        `meanwhile` is called once it runs: what can be done now need not be waited for later.
        """
        meter = self._meter
        self._standby.wait_until_ready()
        meter.start(self._pid, self._own())
        started = time.monotonic_ns()
        self._start()
        meanwhile()
        pidfd = os.pidfd_open(self._pid)
        try:
            if self._gate is None:
                self._watch(pidfd, started)
            else:
                self._forkserver.wait_until_ready()  # nothing else shall run in the box meanwhile
                self._watch(pidfd, started, self._gate)
                self._stop_clock()
                self._gate.close()
        finally:
            wall_ns = time.monotonic_ns() - started
            meter.sample()
            _kill(self._pid)
            os.close(pidfd)
            os.close(self._input_fd)
        return self._report(self._forkserver.reap(self._pid), wall_ns)

    def _start_clock(self, gate: _Gate) -> None:
        """Measure from here on, and let the run have what it waits for.

        One that never comes to the gate is measured from its beginning.
        """
        self._clock = self._read_clock()
        if self._withheld is not None:
            try:
                _fill(self._input_fd, self._withheld)  # at the agent's expense
            except OSError:  # the run has taken all memory
                self._hits.add(MEMORY_HIT)
            self._withheld = None
        gate.open()

    def _stop_clock(self) -> None:
        """Measure up to here: the claim, or the end of the first process."""
        start, end = self._clock, self._read_clock()
        self._work_ns = end.cpu_ns - start.cpu_ns
        self._waited_ns = max(0, end.waited_ns - start.waited_ns)
        if start.throttled_ns is not None and end.throttled_ns is not None:
            self._throttled_ns = end.throttled_ns - start.throttled_ns

    def _read_clock(self) -> _Clock:
        return _Clock(
            waited_ns=waited_for_processor_ns(self._pid),
            throttled_ns=self._meter.throttled_ns(),
            cpu_ns=self._meter.exact_cpu_ns(self._own()),
        )

    def _own(self) -> list[int]:
        """Processes beside the run that are the agent's, itself not counted."""
        return [self._forkserver.pid, *self._forkserver.waiting()]

    def _start(self) -> None:
        limits = self._limits
        stdout, stderr, claim = (
            channel.write_end for channel in (self._stdout, self._stderr, self._claim)
        )
        null = os.open("/dev/null", os.O_RDONLY | os.O_CLOEXEC)
        descriptors = [os.dup(self._input_fd), stdout, stderr, null, claim]
        if self._gate is not None:
            descriptors.append(self._gate.run_end)
        try:
            rlimits = {
                resource.RLIMIT_CPU: limits["cpu_time_ms"] // 1000 + 2,
                resource.RLIMIT_FSIZE: limits["disk_bytes"],
                resource.RLIMIT_DATA: limits["memory_bytes"] + _DATA_SLACK,
            }
            job = dict(
                self._job, rlimits={name: _at_most(name, value) for name, value in rlimits.items()}
            )
            self._standby.start(job, descriptors)
        finally:
            for fd in descriptors:
                os.close(fd)

    def _watch(self, pidfd: int, started: int, gate: _Gate | None = None) -> None:
        """Drain and measure until the run is over, and start the clock of a timed one at its gate."""
        all_channels = (self._stdout, self._stderr, self._claim)
        channels = {channel.read_end: channel for channel in all_channels}
        poll = select.poll()
        for fd in (pidfd, *channels):
            poll.register(fd, select.POLLIN)
        poll.register(self._host, 0)  # no events asked for: only the end of the connection shows
        cpu_limit = self._limits["cpu_time_ms"] * 1_000_000
        nap, longest = _SHORTEST_NAP_S, _LONGEST_NAP_S
        if gate is not None:
            nap = longest = _TIMED_NAP_S
            poll.register(gate.our_end, select.POLLIN)
        while True:
            events = poll.poll(nap * 1000)
            for fd, _ in events:
                channel = channels.get(fd)
                if fd == self._host:
                    raise frames.HostGone
                if gate is not None and fd == gate.our_end:
                    poll.unregister(fd)
                    self._start_clock(gate)
                if channel is not None:
                    channel.drain()
                    if not channel.open:
                        poll.unregister(fd)
            if self._claim.complete() or any(fd == pidfd for fd, _ in events):
                for channel in all_channels:
                    channel.drain()
                self._output_is_too_long()
                return
            if self._output_is_too_long():
                return
            self._meter.sample()
            if self._meter.oom_killed():
                # Whatever is left of the run, it has been judged.
                self._hits.add(MEMORY_HIT)
                return
            if self._wall_time_is_up(started):
                self._hits.add(WALL_HIT)
                return
            if self._meter.cpu_ns() > cpu_limit:
                self._hits.add(CPU_HIT)
                return
            nap = min(longest, nap * 2)

    def _wall_time_is_up(self, started: int) -> bool:
        """Whether the run has had its wall time, not counted what it waited for a processor.

        A busy host, or the box's share of the processors being used up, must not look like a program that
        waits for something. A program cannot pretend: what is ready to run uses processor time as soon
        as it can, and that has a limit of its own.
        """
        limit = self._limits["wall_time_ms"] * 1_000_000
        elapsed = time.monotonic_ns() - started
        if elapsed < limit:
            return False
        if elapsed >= _MOST_PATIENCE * limit:
            return True
        last, self._last_cpu_ns = self._last_cpu_ns, None
        if elapsed < limit + waited_for_processor_ns(self._pid):
            return False
        # The kernel counts a wait when it is over. So one under way shows only as standing still from one
        # look to the next.
        self._last_cpu_ns = process_cpu_ns(self._pid)
        stands_still = last in (None, self._last_cpu_ns) and is_runnable(self._pid)
        return not stands_still

    def _output_is_too_long(self) -> bool:
        output = self._limits["output_bytes"]
        if self._stdout.total + self._stderr.total > output:
            self._hits.add(OUTPUT_HIT)
        announced = self._claim.announced()
        if announced is not None and announced > self._claim.cap:
            self._hits.add(ANSWER_HIT)
        return bool(self._hits)

    def _report(self, reaped: Reaped, wall_ns: int) -> tuple[dict[str, Any], list[bytes]]:
        """Put the observations together; called when the first process is dead and reaped."""
        limits, meter, status = self._limits, self._meter, reaped.status
        cpu_ns = meter.final_cpu_ns(self._own(), reaped)
        # A fork starts with its parent's pages, so only what it has beyond them is its own.
        resident = reaped.resident_bytes - self._standby.resident_bytes
        memory = max(0, meter.peak_bytes(), resident)
        if meter.oom_killed() or memory - NOISE_BYTES > limits["memory_bytes"]:
            self._hits.add(MEMORY_HIT)
        if cpu_ns > limits["cpu_time_ms"] * 1_000_000:
            self._hits.add(CPU_HIT)
        for channel in (self._stdout, self._stderr, self._claim):
            channel.close()
        claim = self._claim.content()
        keep = limits["keep_stdout_bytes"]
        header = {
            "exit_code": os.WEXITSTATUS(status) if os.WIFEXITED(status) else None,
            "signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else None,
            "claimed": bool(claim),
            "hits": sorted(self._hits),
            "truncated": self._stdout.total + self._stderr.total > limits["output_bytes"],
            "cpu_time_us": cpu_ns // 1000,
            "wall_time_us": wall_ns // 1000,
            "work_time_us": _microseconds(self._work_ns),
            "waited_time_us": _microseconds(self._waited_ns),
            "throttled_time_us": _microseconds(self._throttled_ns),
            "memory_bytes": memory,
        }
        stdout, stderr = self._stdout.data, self._stderr.data
        return header, [bytes(stdout[:keep]), bytes(stderr[:_KEEP_STDERR]), claim]


def _at_most(name: int, value: int) -> int:
    """A limit, or the one that holds for this process already, which a run could not go beyond."""
    _, hard = resource.getrlimit(name)
    return value if hard == resource.RLIM_INFINITY else min(value, hard)


def _microseconds(nanoseconds: int | None) -> int | None:
    return None if nanoseconds is None else nanoseconds // 1000


def _is_withheld(job: dict[str, Any]) -> bool:
    """Whether a run gets its input at the gate: it is timed, and imports the submission before."""
    return bool(job["timed"] and job["action"] == "call" and not job["series"])


def _fill(fd: int, data: bytes | memoryview) -> None:
    """Write a file, and leave its offset, which whoever reads it shares, where it is."""
    view, offset = memoryview(data), 0
    while offset < len(view):
        offset += os.pwrite(fd, view[offset:], offset)


def _kill(pid: int) -> None:
    """Kill the first process and its group; `cleaning.py` finds whatever left the group."""
    for target in (-pid, pid):
        with contextlib.suppress(ProcessLookupError):
            os.kill(target, signal.SIGKILL)
