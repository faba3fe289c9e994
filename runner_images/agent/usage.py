"""Processor time and memory of the whole box, from its cgroup.

Works on cgroup v1 (one mount per controller) and v2 (one for all), read from inside the container,
where the engine mounts the box's own cgroup read-only. The figures count every process of the box,
whoever reaped it, so a program cannot hide work in children or orphans.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Union

if TYPE_CHECKING:
    from agent.forkserver import Reaped


class NoCgroup(Exception):
    """The box's cgroup cannot be read; nothing could be measured."""


class _Counter:
    """One file of the cgroup file system, kept open: reading it again costs one system call."""

    def __init__(self, path: str) -> None:
        self._fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC)

    def read(self) -> bytes:
        return os.pread(self._fd, 4096, 0)


class CgroupV1:
    """Readings from the `cpuacct`, `memory` and `pids` hierarchies."""

    version = 1

    def __init__(self, mounts: dict[str, str]) -> None:
        try:
            cpu, memory, pids = mounts["cpuacct"], mounts["memory"], mounts["pids"]
            self._cpu = _Counter(cpu + "/cpuacct.usage")
            self._memory = _Counter(memory + "/memory.usage_in_bytes")
            self._peak = _Counter(memory + "/memory.max_usage_in_bytes")
            self._oom = _Counter(memory + "/memory.oom_control")
        except (KeyError, OSError) as error:
            raise NoCgroup(f"cgroup v1: {error}") from None
        try:
            # A hierarchy of its own, though it is mostly mounted together with `cpuacct`.
            self._share: _Counter | None = _Counter(mounts["cpu"] + "/cpu.stat")
        except (KeyError, OSError):
            self._share = None
        self._memory_folder, self._pids_folder = memory, pids

    def cpu_ns(self) -> int:
        """Processor time used by the box, in nanoseconds."""
        return int(self._cpu.read())

    def throttled_ns(self) -> int | None:
        """For how long the box was throttled in its life; see `Meter.throttled_ns`."""
        return _found(self._share.read(), b"throttled_time") if self._share else None

    def memory_bytes(self) -> int:
        """Memory charged to the box now."""
        return int(self._memory.read())

    def peak_bytes(self) -> int:
        """Highest memory charged to the box in its life."""
        return int(self._peak.read())

    def oom_kills(self) -> int:
        """Processes of the box that the kernel killed for want of memory."""
        return _field(self._oom.read(), b"oom_kill")

    def limits(self) -> dict[str, int | None]:
        """What is enforced, for the host to compare with what it asked for."""
        memory = _limit(self._memory_folder + "/memory.limit_in_bytes")
        both = _limit(self._memory_folder + "/memory.memsw.limit_in_bytes")
        return {
            "memory": memory,
            "swap": None if memory is None or both is None else both - memory,
            "pids": _limit(self._pids_folder + "/pids.max"),
        }


class CgroupV2:
    """Readings from the unified hierarchy."""

    version = 2

    def __init__(self, folder: str) -> None:
        try:
            self._cpu = _Counter(folder + "/cpu.stat")
            self._memory = _Counter(folder + "/memory.current")
            self._events = _Counter(folder + "/memory.events")
        except OSError as error:
            raise NoCgroup(f"cgroup v2: {error}") from None
        try:
            self._peak: _Counter | None = _Counter(folder + "/memory.peak")
        except FileNotFoundError:
            self._peak = None  # Linux < 5.19
        self._folder = folder

    def cpu_ns(self) -> int:
        """Processor time used by the box, in nanoseconds."""
        return _field(self._cpu.read(), b"usage_usec") * 1000

    def throttled_ns(self) -> int | None:
        """For how long the box was throttled in its life; see `Meter.throttled_ns`."""
        throttled_us = _found(self._cpu.read(), b"throttled_usec")  # only with the cpu controller
        return None if throttled_us is None else throttled_us * 1000

    def memory_bytes(self) -> int:
        """Memory charged to the box now."""
        return int(self._memory.read())

    def peak_bytes(self) -> int:
        """Highest memory charged to the box in its life; 0 on kernels that do not keep it."""
        return int(self._peak.read()) if self._peak else 0

    def oom_kills(self) -> int:
        """Processes of the box that the kernel killed for want of memory."""
        return _field(self._events.read(), b"oom_kill")

    def limits(self) -> dict[str, int | None]:
        """What is enforced, for the host to compare with what it asked for."""
        return {
            "memory": _limit(self._folder + "/memory.max"),
            "swap": _limit(self._folder + "/memory.swap.max"),
            "pids": _limit(self._folder + "/pids.max"),
        }


Cgroup = Union[CgroupV1, CgroupV2]


def open_cgroup(
    mountinfo: str = "/proc/self/mountinfo", cgroups: str = "/proc/self/cgroup"
) -> Cgroup:
    """Find the box's cgroup.

    Raises:
        NoCgroup: there is none that can be read.
    """
    v1: dict[str, tuple[str, str]] = {}
    v2 = None
    with open(mountinfo) as lines:
        for line in lines:
            left, _, right = line.partition(" - ")
            kind, _, options = right.split(" ", 2)
            root, point = left.split(" ")[3:5]
            if kind == "cgroup":
                for controller in options.strip().split(","):
                    v1[controller] = (root, point)
            elif kind == "cgroup2":
                v2 = (root, point)
    own = _own_groups(cgroups)
    if "memory" in v1:
        return CgroupV1(
            {name: _below(root, point, own.get(name)) for name, (root, point) in v1.items()}
        )
    if v2 is not None:
        return CgroupV2(_below(*v2, own.get("")))
    raise NoCgroup("no cgroup file system is mounted in the box")


def _own_groups(path: str) -> dict[str, str]:
    """This process's group in each hierarchy, by controller name; "" is the unified one."""
    groups = {}
    with open(path) as lines:
        for line in lines:
            _, controllers, group = line.rstrip("\n").split(":", 2)
            for controller in controllers.split(","):
                groups[controller] = group
    return groups


def _below(root: str, point: str, group: str | None) -> str:
    """Folder of `group` in a hierarchy mounted at `point` that shows it from `root` down."""
    if group is None:
        return point
    if root != "/" and (group + "/").startswith(root + "/"):
        group = group[len(root) :]
    folder = point + group.rstrip("/")
    # Seen from a namespace of its own, a group is the root of what is mounted.
    return folder if os.path.isdir(folder) else point


NOISE_BYTES = 2 * 1024 * 1024
"""How much of a run's measured peak may be others': forks for later runs prepare themselves beside it, and
the kernel charges memory in batches per processor."""


def process_cpu_ns(pid: int) -> int:
    """Processor time of a process with all its threads; 0 if it is gone."""
    try:
        # The kernel's clock id for another process: ~pid << 3 | CPUCLOCK_SCHED (2).
        return time.clock_gettime_ns((~pid << 3) | 2)
    except OSError:
        return 0


def waited_for_processor_ns(pid: int) -> int:
    """How long a process was ready to run and had no processor: of its threads, the one that waited longest.

    A wait counts when it is over. 0 if the process is gone, or the kernel does not count (CONFIG_SCHED_INFO).
    """
    waits = [int(text.split()[1]) for text in _of_threads(pid, "schedstat")]
    return max(waits, default=0)


def is_runnable(pid: int) -> bool:
    """Whether a thread of a process runs or is ready to."""
    return any(text.rpartition(b")")[2].split()[0] == b"R" for text in _of_threads(pid, "stat"))


def _of_threads(pid: int, name: str) -> Iterator[bytes]:
    """A file of each of a process's threads, of those that still live."""
    try:
        threads = os.listdir(f"/proc/{pid}/task")
    except OSError:
        return
    for thread in threads:
        try:
            with open(f"/proc/{pid}/task/{thread}/{name}", "rb") as file:
                text = file.read()
        except OSError:
            continue
        if text:
            yield text


class Meter:
    """Measures one run: processor time and peak memory of the box, less those of the agent's own."""

    def __init__(self, cgroup: Cgroup) -> None:
        self._cgroup = cgroup

    def start(self, pid: int, own: Iterable[int]) -> None:
        """Begin. `own` are the processes of the box that belong to the agent; none of them may end
        before `final_cpu_ns`.
        """
        cgroup = self._cgroup
        self._base_memory = self._highest = cgroup.memory_bytes()
        self._base_peak = cgroup.peak_bytes()
        self._base_oom = cgroup.oom_kills()
        self._base_own = sum(map(process_cpu_ns, own))
        self._agent = os.getpid()
        self._base_agent = process_cpu_ns(self._agent)
        self._base_ns = cgroup.cpu_ns()

    def cpu_ns(self) -> int:
        """Processor time of the run so far, some of it perhaps the forks' for later runs."""
        # Asking for the own time first makes the kernel charge it to the cgroup that is read next.
        agent = process_cpu_ns(self._agent) - self._base_agent
        return max(0, self._cgroup.cpu_ns() - self._base_ns - agent)

    def exact_cpu_ns(self, own: Iterable[int]) -> int:
        """Processor time of the run so far; `own` may have grown since `start`."""
        used = sum(map(process_cpu_ns, own)) - self._base_own
        return max(0, self.cpu_ns() - used)

    def final_cpu_ns(self, own: Iterable[int], reaped: Reaped) -> int:
        """Processor time of the run, once it is reaped."""
        return self.exact_cpu_ns(own)

    def throttled_ns(self) -> int | None:
        """For how long the box was throttled in its life: something in it was ready to run, and its share of
        the processors was used up.

        Of all processors together, and counted when it is over. None if the kernel does not tell.
        """
        return self._cgroup.throttled_ns()

    def sample(self) -> None:
        """Look at the memory in use; call it while the run is alive."""
        now = self._cgroup.memory_bytes()
        if now > self._highest:
            self._highest = now

    def peak_bytes(self) -> int:
        """Peak memory of the run's processes over what the box held before it, noise included."""
        peak = self._cgroup.peak_bytes()
        if peak > self._base_peak:
            # The box never held more before, so this peak is this run's.
            self._highest = max(self._highest, peak)
        return self._highest - self._base_memory

    def oom_killed(self) -> bool:
        """Whether the kernel killed a process of the box for want of memory."""
        return self._cgroup.oom_kills() > self._base_oom


def _field(text: bytes, name: bytes) -> int:
    return _found(text, name) or 0


def _found(text: bytes, name: bytes) -> int | None:
    for line in text.splitlines():
        key, _, value = line.partition(b" ")
        if key == name:
            return int(value)
    return None


def _limit(path: str) -> int | None:
    """The number in a file; None if there is no limit, or no such file."""
    try:
        with open(path) as file:
            text = file.read().strip()
    except FileNotFoundError:
        return None
    return None if text == "max" else int(text)


class ProcessMeter:
    """Measures one run by its first process alone, for `--sandbox local`, where there is no cgroup."""

    def start(self, pid: int, own: Iterable[int]) -> None:
        """Begin to measure this process."""
        self._pid = pid

    def cpu_ns(self) -> int:
        """Processor time of the process; 0 once it is gone."""
        return process_cpu_ns(self._pid)

    def exact_cpu_ns(self, own: Iterable[int]) -> int:
        """See `cpu_ns`; there is nothing else in it."""
        return self.cpu_ns()

    def final_cpu_ns(self, own: Iterable[int], reaped: Reaped) -> int:
        """Processor time of the process and the children it waited for."""
        return reaped.cpu_ns

    def throttled_ns(self) -> int | None:
        """Unknown here."""
        return None

    def sample(self) -> None:
        """Nothing to sample; the peak comes from the process's end."""

    def peak_bytes(self) -> int:
        """Unknown here."""
        return 0

    def oom_killed(self) -> bool:
        """Unknown here."""
        return False
