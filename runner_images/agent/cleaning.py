"""Leaving nothing behind: kill, reap, wipe, and prove it.

A box whose cleanness cannot be shown is reported as such; the host throws it away. So nothing here
has to win against a hostile program, it only has to notice.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import itertools
import os
import signal
import time
from collections.abc import Collection

from agent.usage import Cgroup

WRITABLE = ("/tmp", "/dev/shm")
_KILL_DEADLINE_S = 2.0
_MEMORY_SLACK_BYTES = 16 * 1024 * 1024


def kill_strangers(allowed: Collection[int]) -> tuple[bool, bool]:
    """Kill and reap every process of the box but the `allowed` pids.

    Returns whether any was found, and whether all are gone.
    """
    found, deadline = False, time.monotonic() + _KILL_DEADLINE_S
    while True:
        strangers = [pid for pid in _processes() if pid not in allowed]
        if not strangers:
            return found, True
        found = True
        if time.monotonic() > deadline:
            return found, False
        for pid in strangers:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        reap_orphans()


def reap_orphans() -> None:
    """Collect the processes that were left to PID 1 and have ended."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _processes() -> list[int]:
    return [int(name) for name in os.listdir("/proc") if name.isdigit()]


def wipe(folder: str) -> None:
    """Remove everything below `folder`, however deep it is; links are removed, not followed.

    Folders are moved to the top and emptied there: a program can nest them deeper than paths, open
    descriptors or recursion reach. Every process of the run is dead, so nobody swaps a folder for a
    link meanwhile.

    Raises:
        OSError: something could not be removed.
    """
    unheard_of, count = os.urandom(16).hex(), itertools.count()
    folders = _remove_files(folder)
    while folders:
        path = folders.pop()
        for inner in _remove_files(path):
            moved = os.path.join(folder, f"{unheard_of}-{next(count)}")
            os.rename(inner, moved)
            folders.append(moved)
        os.rmdir(path)
    # Or the next run could see when this one was last at work here.
    os.utime(folder, (0, 0))


def _remove_files(folder: str) -> list[str]:
    """Remove what is in `folder` and no folder itself; returns the folders that are left."""
    folders = []
    with os.scandir(folder) as entries:
        for entry in list(entries):
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.path)
            else:
                os.unlink(entry.path)
    return folders


def writable_mounts(mountinfo: str = "/proc/self/mountinfo") -> dict[str, str]:
    """Mount points that are not read-only, with their file system's type."""
    found = {}
    with open(mountinfo) as lines:
        for line in lines:
            left, _, right = line.partition(" - ")
            point, options = left.split(" ")[4:6]
            if "rw" in options.split(","):
                found[point] = right.split(" ", 1)[0]
    return found


class Proof:
    """What a clean box looks like, taken when it started, to compare with later."""

    def __init__(self, cgroup: Cgroup | None) -> None:
        self._cgroup = cgroup
        self._files = self._filled()
        self._memory = cgroup.memory_bytes() if cgroup else 0

    def oddity(self, allowed: Collection[int]) -> str | None:
        """What speaks against the box being clean, in words; None if nothing does."""
        strangers = [pid for pid in _processes() if pid not in allowed]
        if strangers:
            return f"{len(strangers)} processes are left"
        filled = self._filled()
        if filled != self._files:
            return f"files are left: {filled}, expected {self._files}"
        if any(_has_entries(f"/proc/sysvipc/{kind}") for kind in ("shm", "sem", "msg")):
            return "System V IPC objects are left"
        if self._cgroup:
            if self._cgroup.memory_bytes() - self._memory > _MEMORY_SLACK_BYTES:
                _give_memory_back()
            grown = self._cgroup.memory_bytes() - self._memory
            if grown > _MEMORY_SLACK_BYTES:
                return f"{grown} bytes of memory are left"
        return None

    def _filled(self) -> dict[str, tuple[int, int]]:
        """Used blocks and inodes of every writable file system but the program's own."""
        filled = {}
        for folder in WRITABLE:
            try:
                facts = os.statvfs(folder)
            except FileNotFoundError:
                continue
            filled[folder] = (facts.f_blocks - facts.f_bfree, facts.f_files - facts.f_ffree)
        return filled


def _give_memory_back() -> None:
    """Return what the agent itself has freed, such as a large output, to the kernel."""
    with contextlib.suppress(AttributeError):  # a C library without it
        ctypes.CDLL(None).malloc_trim(0)


def _has_entries(path: str) -> bool:
    try:
        with open(path) as file:
            return len(file.readlines()) > 1
    except OSError as error:
        return error.errno not in (errno.ENOENT, errno.EACCES)
