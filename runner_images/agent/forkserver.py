"""The fork server: a process that has imported everything and knows nothing.

It holds no input, no output and no source, so that a fork of it can give none away.

Requests come on a SOCK_SEQPACKET socket and are answered in order:
    SPAWN uid, control socket -> pid of a fork that has given up its rights and waits
    REAP pid                  -> exit status, maximum resident set, CPU time used
The waiting fork gets its limits, its descriptors and its job over the control socket, from
the agent. So runs are forked while earlier ones are still under way or being checked, and what a
fork costs is neither waited for nor charged to the program.
`REAP` is asked for after the run is dead, so a pid is never free for another process while the agent
still means to kill it.

Every page that the fork server writes to between two forks is copied again, so it does no more than it
must: sockets are made by the agent, and descriptors have fixed numbers instead of objects.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import gc
import json
import marshal
import os
import resource
import select
import socket
import struct
from collections import deque
from collections.abc import Sequence
from typing import Any, NamedTuple, NoReturn

from agent import child, confinement, hugepages, libraries

SPAWN, REAP = 1, 2
_REQUEST = struct.Struct("=BQ")
_SPAWNED = struct.Struct("=q")
_REAPED = struct.Struct("=qQQ")
_CONNECTION_FD, _CONTROL_FD = 3, 4
_ONE_DESCRIPTOR = socket.CMSG_LEN(4)


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
        if started["threads"] != 1:
            # A fork has one thread; locks that another one held would stay held in it for ever.
            raise RuntimeError(
                f"the fork server has {started['threads']} threads after importing {preload}"
            )
        self.libraries: dict[str, str] = started["libraries"]
        self.landlock: int = started["landlock"]
        self._asked: deque[tuple[int, socket.socket]] = deque()
        self._waiting: deque[Standby] = deque()
        self._resident_bytes: int = started["resident_bytes"]

    def order(self, uid: int) -> None:
        """Ask for a fork with this user id; it will wait for its run."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        socket.send_fds(self._socket, [_REQUEST.pack(SPAWN, uid)], [theirs.fileno()])
        theirs.close()
        self._asked.append((uid, ours))

    def take(self) -> Standby | None:
        """The fork that has waited longest; None if all that were ordered failed, or none was."""
        while self._asked and not self._waiting:
            self._receive()
        return self._waiting.popleft() if self._waiting else None

    def waiting(self) -> list[int]:
        """Pids of the forks that wait; one that is on the way has hardly begun to live."""
        with contextlib.suppress(BlockingIOError):
            while self._asked:
                self._receive(socket.MSG_DONTWAIT)
        return [standby.pid for standby in self._waiting]

    def settle(self) -> None:
        """Wait until no fork is on the way any more."""
        while self._asked:
            self._receive()

    def wait_until_ready(self) -> None:
        """Wait until all that were ordered are ready for their runs."""
        self.settle()
        for standby in self._waiting:
            standby.wait_until_ready()

    def ordered(self) -> int:
        """How many forks wait or are on the way."""
        return len(self._waiting) + len(self._asked)

    def reap(self, pid: int) -> Reaped:
        """Wait for a run that is dead or dying. Afterwards no fork is on the way."""
        self._socket.send(_REQUEST.pack(REAP, pid))
        self.settle()
        reply = self._socket.recv(64)
        if not reply:
            raise RuntimeError("the fork server is gone")
        return Reaped(*_REAPED.unpack(reply))

    def _receive(self, flags: int = 0) -> None:
        """Receive the fork that was ordered first."""
        reply = self._socket.recv(64, flags)
        if not reply:
            raise RuntimeError("the fork server is gone")
        (pid,) = _SPAWNED.unpack(reply)
        uid, control = self._asked.popleft()
        if pid < 0:
            # A run holds all the processes that the box may have. It will be dead when the next one
            # is taken, and then another fork is ordered.
            control.close()
        else:
            self._waiting.append(Standby(pid, uid, self._resident_bytes, control))


class Reaped(NamedTuple):
    """The end of a run: wait status, peak resident bytes, CPU time of it and of children it waited for."""

    status: int
    resident_bytes: int
    cpu_ns: int


class Standby:
    """A fork that has given up its rights and waits to be told what to run.

    `resident_bytes` is what it has from the fork server.
    """

    def __init__(self, pid: int, uid: int, resident_bytes: int, control: socket.socket) -> None:
        self.pid, self.uid, self.resident_bytes = pid, uid, resident_bytes
        self._control, self._ready = control, False

    def wait_until_ready(self) -> None:
        """Wait until its preparations are over, so that they are not charged to the run."""
        if not self._ready and not self._control.recv(1):
            raise RuntimeError("a fork died before its run")
        self._ready = True

    def lives(self) -> bool:
        """Whether it has not ended while it waited."""
        poll = select.poll()
        poll.register(self._control, 0)  # no events asked for: only its end shows
        return not poll.poll(0)

    def prefer_for_oom_kill(self) -> None:
        """Let the kernel choose this one, and its children, when the box is out of memory.

        Only now: a fork that waits is not what is to be killed when a run takes all memory. And from
        outside: a run cannot open the file itself, so it cannot undo it.
        """
        fd = os.open(f"/proc/{self.pid}/oom_score_adj", os.O_WRONLY)
        os.write(fd, b"1000")
        os.close(fd)

    def start(self, job: dict[str, Any], descriptors: Sequence[int]) -> None:
        """Let it run.

        Args:
            descriptors: input, stdout, stderr, /dev/null, claim, and the gate of a timed run.
        """
        message = marshal.dumps(job)
        if len(message) > child.MAX_JOB_BYTES:
            raise RuntimeError(
                f"a job of {len(message)} bytes; at most {child.MAX_JOB_BYTES} are sent"
            )
        socket.send_fds(self._control, [message], descriptors)
        self._control.close()


def _become(connection: socket.socket, preload: Sequence[str], local: bool) -> NoReturn:
    """Turn this process into the fork server; never returns."""
    # First out of the way of the numbers that they shall have.
    server = fcntl.fcntl(connection.fileno(), fcntl.F_DUPFD, _CONTROL_FD)
    null = fcntl.fcntl(os.open("/dev/null", os.O_RDWR), fcntl.F_DUPFD, _CONTROL_FD)
    for fd in (0, 1, 2):
        os.dup2(null, fd)
    os.dup2(server, _CONNECTION_FD)
    os.closerange(_CONNECTION_FD + 1, 4096)
    connection.detach()
    connection = socket.socket(fileno=_CONNECTION_FD)
    versions = libraries.preload(preload)
    child.prepare()
    gc.collect()
    gc.freeze()
    hugepages.collapse()
    threads = len(os.listdir("/proc/self/task"))
    resident_bytes = _resident_bytes()  # of no fork more than of another: nothing happens here
    landlock = 0
    if not local:
        landlock = confinement.renounce_files()
        confinement.renounce_clocks()
    started = {
        "libraries": versions,
        "landlock": landlock,
        "threads": threads,
        "resident_bytes": resident_bytes,
    }
    connection.send(json.dumps(started).encode())
    while True:
        # A descriptor that comes along gets the lowest number that is free.
        request, *_ = connection.recvmsg(_REQUEST.size, _ONE_DESCRIPTOR)
        if not request:
            os._exit(0)
        kind, number = _REQUEST.unpack(request)
        if kind == SPAWN:
            _spawn(connection, number, local)
        else:
            _reap(connection, number)


# libc's fork, called with the interpreter's lock held. `os.fork` also lets the interpreter and every
# library put their locks and random states in order, in case other threads held them; the fork server
# has no other thread, and seeds are set by `child.py`. It writes to 170 pages on the way, each
# of which the kernel has to copy: 0.6 of the 0.9 ms that a fork takes with numpy loaded.
_fork = ctypes.PyDLL(None).fork


def _spawn(connection: socket.socket, uid: int, local: bool) -> None:
    pid = _fork()
    if pid == 0:
        try:
            child.run(uid, _CONTROL_FD, local)
        finally:
            os._exit(70)
    os.close(_CONTROL_FD)
    connection.send(_SPAWNED.pack(pid))


def _reap(connection: socket.socket, pid: int) -> None:
    _, status, usage = os.wait4(pid, 0)
    used = int((usage.ru_utime + usage.ru_stime) * 1e9)
    connection.send(_REAPED.pack(status, usage.ru_maxrss * 1024, used))


def _resident_bytes() -> int:
    with open("/proc/self/statm", "rb") as file:
        return int(file.read().split()[1]) * resource.getpagesize()
