"""Processor time and memory of the whole box, from its cgroup.

Works on cgroup v1 (one mount per controller) and v2 (one for all), read from inside the container,
where the engine mounts the box's own cgroup read-only. The figures count every process of the box,
whoever reaped it, so a program cannot hide work in children or orphans.
"""

import os
import time


class NoCgroup(Exception):
    """The box's cgroup cannot be read; nothing could be measured."""


class _Counter:
    """One file of the cgroup file system, kept open: reading it again costs one system call."""

    def __init__(self, path):
        self._fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC)

    def read(self):
        return os.pread(self._fd, 4096, 0)


class CgroupV1:
    """Readings from the `cpuacct`, `memory` and `pids` hierarchies."""

    version = 1

    def __init__(self, mounts):
        try:
            cpu, memory, pids = mounts["cpuacct"], mounts["memory"], mounts["pids"]
            self._cpu = _Counter(cpu + "/cpuacct.usage")
            self._memory = _Counter(memory + "/memory.usage_in_bytes")
            self._peak = _Counter(memory + "/memory.max_usage_in_bytes")
            self._oom = _Counter(memory + "/memory.oom_control")
        except (KeyError, OSError) as error:
            raise NoCgroup(f"cgroup v1: {error}") from None
        self._memory_folder, self._pids_folder = memory, pids

    def cpu_ns(self):
        """Processor time used by the box, in nanoseconds."""
        return int(self._cpu.read())

    def memory_bytes(self):
        """Memory charged to the box now."""
        return int(self._memory.read())

    def peak_bytes(self):
        """Highest memory charged to the box in its life."""
        return int(self._peak.read())

    def oom_kills(self):
        """Processes of the box that the kernel killed for want of memory."""
        return _field(self._oom.read(), b"oom_kill")

    def limits(self):
        """What is enforced, for the host to compare with what it asked for."""
        memory = int(_slurp(self._memory_folder + "/memory.limit_in_bytes"))
        both = _slurp(self._memory_folder + "/memory.memsw.limit_in_bytes")
        pids = _slurp(self._pids_folder + "/pids.max")
        return {
            "memory": memory,
            "swap": None if both is None else int(both) - memory,
            "pids": None if pids in (None, "max") else int(pids),
        }


class CgroupV2:
    """Readings from the unified hierarchy."""

    version = 2

    def __init__(self, folder):
        try:
            self._cpu = _Counter(folder + "/cpu.stat")
            self._memory = _Counter(folder + "/memory.current")
            self._events = _Counter(folder + "/memory.events")
        except OSError as error:
            raise NoCgroup(f"cgroup v2: {error}") from None
        try:
            self._peak = _Counter(folder + "/memory.peak")
        except FileNotFoundError:
            self._peak = None  # Linux < 5.19
        self._folder = folder

    def cpu_ns(self):
        """Processor time used by the box, in nanoseconds."""
        return _field(self._cpu.read(), b"usage_usec") * 1000

    def memory_bytes(self):
        """Memory charged to the box now."""
        return int(self._memory.read())

    def peak_bytes(self):
        """Highest memory charged to the box in its life; 0 on kernels that do not keep it."""
        return int(self._peak.read()) if self._peak else 0

    def oom_kills(self):
        """Processes of the box that the kernel killed for want of memory."""
        return _field(self._events.read(), b"oom_kill")

    def limits(self):
        """What is enforced, for the host to compare with what it asked for."""
        read = {
            name: _slurp(f"{self._folder}/{file}")
            for name, file in (("memory", "memory.max"), ("swap", "memory.swap.max"), ("pids", "pids.max"))
        }
        return {name: None if text in (None, "max") else int(text) for name, text in read.items()}


def open_cgroup(mountinfo="/proc/self/mountinfo", cgroups="/proc/self/cgroup"):
    """Find the box's cgroup.

    Raises:
        NoCgroup: there is none that can be read.
    """
    v1, v2 = {}, None
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
        return CgroupV1({name: _below(root, point, own.get(name)) for name, (root, point) in v1.items()})
    if v2 is not None:
        return CgroupV2(_below(*v2, own.get("")))
    raise NoCgroup("no cgroup file system is mounted in the box")


def _own_groups(path):
    """This process's group in each hierarchy, by controller name; "" is the unified one."""
    groups = {}
    with open(path) as lines:
        for line in lines:
            _, controllers, group = line.rstrip("\n").split(":", 2)
            for controller in controllers.split(","):
                groups[controller] = group
    return groups


def _below(root, point, group):
    """Folder of `group` in a hierarchy mounted at `point` that shows it from `root` down."""
    if group is None or group == root or not os.path.isdir(point + group):
        return point
    return point + group.rstrip("/")


class Meter:
    """Measures one run: processor time and peak memory that are not the agent's or fork server's."""

    def __init__(self, cgroup):
        self._cgroup = cgroup

    def start(self, forkserver_cpu_ns):
        """Begin; `forkserver_cpu_ns` is what the fork server has used so far."""
        cgroup = self._cgroup
        self._base_memory = self._highest = cgroup.memory_bytes()
        self._base_peak = cgroup.peak_bytes()
        self._base_oom = cgroup.oom_kills()
        self._forkserver_ns = forkserver_cpu_ns
        self._own_ns = time.process_time_ns()
        self._base_ns = cgroup.cpu_ns()

    def watch(self, pid):
        """The run's first process; the cgroup counts it with all the others."""

    def cpu_ns(self):
        """Processor time of the run so far, the fork server's share of it not yet taken off."""
        used = self._cgroup.cpu_ns() - self._base_ns - (time.process_time_ns() - self._own_ns)
        return max(0, used)

    def final_cpu_ns(self, forkserver):
        """Processor time of the run, once it is reaped."""
        return max(0, self.cpu_ns() - (forkserver.cpu_ns - self._forkserver_ns))

    def sample(self):
        """Look at the memory in use; call it while the run is alive."""
        now = self._cgroup.memory_bytes()
        if now > self._highest:
            self._highest = now

    def peak_bytes(self):
        """Peak memory of the run over what the box held before it."""
        peak = self._cgroup.peak_bytes()
        if peak > self._base_peak:
            # The box never held more before, so this peak is this run's.
            self._highest = max(self._highest, peak)
        return self._highest - self._base_memory

    def oom_killed(self):
        """Whether the kernel killed a process of the box for want of memory."""
        return self._cgroup.oom_kills() > self._base_oom


def _field(text, name):
    for line in text.splitlines():
        key, _, value = line.partition(b" ")
        if key == name:
            return int(value)
    return 0


def _slurp(path):
    try:
        with open(path) as file:
            return file.read().strip()
    except FileNotFoundError:
        return None


class ProcessMeter:
    """Measures one run by its first process alone, for `--sandbox local`, where there is no cgroup."""

    def __init__(self):
        self._pid = None

    def start(self, forkserver_cpu_ns):
        """Begin; there is nothing to take a base of."""
        self._pid = None

    def watch(self, pid):
        """Tell which process is measured."""
        self._pid = pid

    def cpu_ns(self):
        """Processor time of the process; 0 once it is gone."""
        try:
            # The kernel's clock id for another process: ~pid << 3 | CPUCLOCK_SCHED (2).
            return time.clock_gettime_ns((~self._pid << 3) | 2)
        except OSError:
            return 0

    def final_cpu_ns(self, forkserver):
        """Processor time of the process and the children it waited for."""
        return forkserver.child_cpu_ns

    def sample(self):
        """Nothing to sample; the peak comes from the process's end."""

    def peak_bytes(self):
        """Unknown here."""
        return 0

    def oom_killed(self):
        """Unknown here."""
        return False
