"""The fork server: a process that has imported everything and knows nothing.

It holds no input, no output and no source, so that a fork of it can give none away.

Requests come on a SOCK_SEQPACKET socket, one at a time:
    SPAWN uid -> pid, and the control socket of a fork that has given up its rights and waits
    REAP pid  -> exit status, maximum resident set, CPU time used
The waiting fork gets its limits, its descriptors and with them its job over the control socket, from
the agent. So a run can be forked while the one before it is still being checked, and what a fork
costs is neither waited for nor charged to the program.
`REAP` is asked for after the run is dead, so a pid is never free for another process while the agent
still means to kill it.
"""

from __future__ import annotations

import ctypes
import gc
import importlib
import json
import os
import resource
import socket
import struct
import time
from collections.abc import Sequence
from typing import NoReturn

from agent import child

SPAWN, REAP = 1, 2
_REQUEST = struct.Struct("=BQ")
_SPAWNED = struct.Struct("=qQQ")
_REAPED = struct.Struct("=qQQQ")
_LIBRARIES = """
    abc argparse array base64 bisect cmath collections collections.abc copy csv dataclasses datetime
    decimal enum fractions functools hashlib heapq inspect io itertools json math numbers operator
    os.path pathlib pprint queue random re statistics string struct textwrap threading time traceback
    typing types uuid warnings
""".split()


class ForkServer:
    """The agent's end."""

    def __init__(self, preload: Sequence[str], local: bool) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.pid = os.fork()
        if self.pid == 0:
            ours.close()
            _become(theirs, preload, local)
        theirs.close()
        self._socket = ours
        ready = ours.recv(4096)
        if not ready:
            raise RuntimeError("the fork server did not start")
        started = json.loads(ready)
        self.libraries: dict[str, str] = started["libraries"]
        self.cpu_ns: int = started["cpu_ns"]
        self.resident_bytes = 0
        self.child_cpu_ns = 0

    def spawn(self, uid: int) -> Standby:
        """Fork a process with this user id that waits for its run."""
        self._socket.send(_REQUEST.pack(SPAWN, uid))
        reply, descriptors, _, _ = socket.recv_fds(self._socket, 64, 1)
        if not reply:
            raise RuntimeError("the fork server is gone")
        pid, self.resident_bytes, self.cpu_ns = _SPAWNED.unpack(reply)
        if pid < 0:
            raise BlockingIOError("the fork server could not fork")
        return Standby(pid, uid, socket.socket(fileno=descriptors[0]))

    def reap(self, pid: int) -> tuple[int, int]:
        """Wait for a run that is dead or dying: its wait status, and its peak resident bytes."""
        self._socket.send(_REQUEST.pack(REAP, pid))
        reply = self._socket.recv(64)
        if not reply:
            raise RuntimeError("the fork server is gone")
        status: int
        resident: int
        status, resident, self.cpu_ns, self.child_cpu_ns = _REAPED.unpack(reply)
        return status, resident


class Standby:
    """A fork that has given up its rights and waits to be told what to run."""

    def __init__(self, pid: int, uid: int, control: socket.socket) -> None:
        self.pid, self.uid, self._control = pid, uid, control

    def wait_until_ready(self) -> None:
        """Wait until its preparations are over, so that they are not charged to the run."""
        if not self._control.recv(1):
            raise RuntimeError("a fork died before its run")

    def start(self, limits: Sequence[int], descriptors: Sequence[int]) -> None:
        """Let it run. `descriptors`: input, stdout, stderr, job, claim."""
        socket.send_fds(self._control, [child.LIMITS.pack(*limits)], descriptors)
        self._control.close()


def _become(connection: socket.socket, preload: Sequence[str], local: bool) -> NoReturn:
    """Turn this process into the fork server; never returns."""
    null = os.open("/dev/null", os.O_RDWR)
    for fd in (0, 1, 2):
        os.dup2(null, fd)
    os.dup2(connection.fileno(), 3)
    os.closerange(4, 4096)
    connection.detach()
    connection = socket.socket(fileno=3)
    versions = _preload(preload)
    child.prepare()
    gc.collect()
    gc.freeze()
    connection.send(json.dumps({"libraries": versions, "cpu_ns": time.process_time_ns()}).encode())
    while True:
        request = connection.recv(_REQUEST.size)
        if not request:
            os._exit(0)
        kind, number = _REQUEST.unpack(request)
        if kind == SPAWN:
            _spawn(connection, number, local)
        else:
            _reap(connection, number)


def _preload(names: Sequence[str]) -> dict[str, str]:
    """Import the libraries a run may want; those that are not in this image are left out."""
    versions = {}
    for name in _LIBRARIES:
        importlib.import_module(name)
    for name in names:
        try:
            module = importlib.import_module(name)
        except ImportError:
            continue
        versions[name] = getattr(module, "__version__", "")
    return versions


# libc's fork, called with the interpreter's lock held. `os.fork` also lets the interpreter and every
# library put their locks and random states in order, in case other threads held them; the fork server
# has no other thread, and seeds are set by `child.py`. It writes to 170 pages on the way, each
# of which the kernel has to copy: 0.6 of the 0.9 ms that a fork takes with numpy loaded.
_fork = ctypes.PyDLL(None).fork


def _spawn(connection: socket.socket, uid: int, local: bool) -> None:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    pid = _fork()
    if pid == 0:
        try:
            child.run(uid, theirs, local)
        finally:
            os._exit(70)
    theirs.close()
    reply = _SPAWNED.pack(pid, _resident_bytes(), time.process_time_ns())
    socket.send_fds(connection, [reply], [ours.fileno()])
    ours.close()


def _reap(connection: socket.socket, pid: int) -> None:
    _, status, usage = os.wait4(pid, 0)
    used = int((usage.ru_utime + usage.ru_stime) * 1e9)
    connection.send(_REAPED.pack(status, usage.ru_maxrss * 1024, time.process_time_ns(), used))


def _resident_bytes() -> int:
    with open("/proc/self/statm", "rb") as file:
        return int(file.read().split()[1]) * resource.getpagesize()
