"""The fork server: a process that has imported everything and knows nothing.

It holds no input, no output and no source, so that a fork of it can give none away. A request is
fixed-size numbers plus file descriptors; whatever describes the run lies behind the descriptors and is
read by the fork alone.

Requests come on a SOCK_SEQPACKET socket, one at a time:
    SPAWN uid, limits + 5 descriptors -> pid
    REAP pid                          -> exit status, maximum resident set, CPU time used
`REAP` is asked for after the run is dead, so a pid is never free for another process while the agent
still means to kill it.
"""

import gc
import importlib
import json
import os
import resource
import socket
import struct
import time

from agent import child

SPAWN, REAP = 1, 2
_REQUEST = struct.Struct("=BQQQQQ")
_SPAWNED = struct.Struct("=qQ")
_REAPED = struct.Struct("=qQQQ")
_LIBRARIES = """
    abc argparse array base64 bisect cmath collections collections.abc copy csv dataclasses datetime
    decimal enum fractions functools hashlib heapq inspect io itertools json math numbers operator
    os.path pathlib pprint queue random re statistics string struct textwrap threading time traceback
    typing types uuid warnings
""".split()


class ForkServer:
    """The agent's end."""

    def __init__(self, preload, local):
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
        self.libraries, self.cpu_ns = started["libraries"], started["cpu_ns"]
        self.resident_bytes = 0
        self.child_cpu_ns = 0

    def spawn(self, uid, cpu_seconds, file_bytes, data_bytes, descriptors):
        """Start a run; returns its pid. `descriptors`: input, stdout, stderr, job, claim."""
        request = _REQUEST.pack(SPAWN, uid, cpu_seconds, file_bytes, data_bytes, 0)
        socket.send_fds(self._socket, [request], descriptors)
        reply = self._socket.recv(64)
        if not reply:
            raise RuntimeError("the fork server is gone")
        pid, self.resident_bytes = _SPAWNED.unpack(reply)
        if pid < 0:
            raise BlockingIOError("the fork server could not fork")
        return pid

    def reap(self, pid):
        """Wait for a run that is dead or dying: its wait status, and its peak resident bytes."""
        self._socket.send(_REQUEST.pack(REAP, pid, 0, 0, 0, 0))
        reply = self._socket.recv(64)
        if not reply:
            raise RuntimeError("the fork server is gone")
        status, resident, self.cpu_ns, self.child_cpu_ns = _REAPED.unpack(reply)
        return status, resident


def _become(connection, preload, local):
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
        request, descriptors, _, _ = socket.recv_fds(connection, _REQUEST.size, 8)
        if not request:
            os._exit(0)
        kind, first, *limits = _REQUEST.unpack(request)
        if kind == SPAWN:
            _spawn(connection, first, limits, descriptors, local)
        else:
            _reap(connection, first)


def _preload(names):
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


def _spawn(connection, uid, limits, descriptors, local):
    try:
        pid = os.fork()
    except OSError:
        pid = -1
    if pid == 0:
        try:
            child.run(uid, limits, descriptors, local)
        finally:
            os._exit(70)
    for fd in descriptors:
        os.close(fd)
    connection.send(_SPAWNED.pack(pid, _resident_bytes()))


def _reap(connection, pid):
    _, status, usage = os.wait4(pid, 0)
    used = int((usage.ru_utime + usage.ru_stime) * 1e9)
    connection.send(_REAPED.pack(status, usage.ru_maxrss * 1024, time.process_time_ns(), used))


def _resident_bytes():
    with open("/proc/self/statm", "rb") as file:
        return int(file.read().split()[1]) * resource.getpagesize()

