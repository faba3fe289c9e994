"""The fork server: a process that has imported everything and knows nothing.

It holds no input, no output and no source, so that a fork of it can give none away.

Requests come on a SOCK_SEQPACKET socket and are answered in order:
    SPAWN uid -> pid, and the control socket of a fork that has given up its rights and waits
    REAP pid  -> exit status, maximum resident set, CPU time used
The waiting fork gets its limits, its descriptors and with them its job over the control socket, from
the agent. So runs are forked while earlier ones are still under way or being checked, and what a
fork costs is neither waited for nor charged to the program.
`REAP` is asked for after the run is dead, so a pid is never free for another process while the agent
still means to kill it.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import json
import os
import resource
import select
import socket
import struct
from collections import deque
from collections.abc import Sequence
from typing import NamedTuple, NoReturn

from agent import child, confinement, hugepages, libraries

SPAWN, REAP = 1, 2
_REQUEST = struct.Struct("=BQ")
_SPAWNED = struct.Struct("=qQ")
_REAPED = struct.Struct("=qQQ")


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
        self._asked: deque[int] = deque()
        self._waiting: deque[Standby] = deque()

    def order(self, uid: int) -> None:
        """Ask for a fork with this user id; it will wait for its run."""
        self._socket.send(_REQUEST.pack(SPAWN, uid))
        self._asked.append(uid)

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
        reply, descriptors, _, _ = socket.recv_fds(self._socket, 64, 1, flags)
        if not reply:
            raise RuntimeError("the fork server is gone")
        pid, resident_bytes = _SPAWNED.unpack(reply)
        uid, control = self._asked.popleft(), socket.socket(fileno=descriptors[0])
        if pid < 0:
            # A run holds all the processes that the box may have. It will be dead when the next one
            # is taken, and then another fork is ordered.
            control.close()
        else:
            self._waiting.append(Standby(pid, uid, resident_bytes, control))


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
    started = {"libraries": versions, "landlock": landlock, "threads": threads}
    connection.send(json.dumps(started).encode())
    while True:
        request = connection.recv(_REQUEST.size)
        if not request:
            os._exit(0)
        kind, number = _REQUEST.unpack(request)
        if kind == SPAWN:
            _spawn(connection, number, resident_bytes, local)
        else:
            _reap(connection, number)


# libc's fork, called with the interpreter's lock held. `os.fork` also lets the interpreter and every
# library put their locks and random states in order, in case other threads held them; the fork server
# has no other thread, and seeds are set by `child.py`. It writes to 170 pages on the way, each
# of which the kernel has to copy: 0.6 of the 0.9 ms that a fork takes with numpy loaded.
_fork = ctypes.PyDLL(None).fork


def _spawn(connection: socket.socket, uid: int, resident_bytes: int, local: bool) -> None:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    pid = _fork()
    if pid == 0:
        try:
            child.run(uid, theirs, local)
        finally:
            os._exit(70)
    theirs.close()
    reply = _SPAWNED.pack(pid, resident_bytes)
    socket.send_fds(connection, [reply], [ours.fileno()])
    ours.close()


def _reap(connection: socket.socket, pid: int) -> None:
    _, status, usage = os.wait4(pid, 0)
    used = int((usage.ru_utime + usage.ru_stime) * 1e9)
    connection.send(_REAPED.pack(status, usage.ru_maxrss * 1024, used))


def _resident_bytes() -> int:
    with open("/proc/self/statm", "rb") as file:
        return int(file.read().split()[1]) * resource.getpagesize()
