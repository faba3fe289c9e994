"""Is this host fit for judging? What `judge doctor` finds out, without any screen.

Facts in, findings out. A *problem* makes judging impossible: a limit could not be enforced, and the
judge refuses rather than judge without it. A *warning* leaves verdicts right, but makes times less
reliable or judging slower.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import StrEnum

from judge.host.machine import MachineFacts
from judge.host.noise import HOW_TO_MEASURE, HostNoise
from judge.model.base import Value
from judge.model.limits import MIB
from judge.model.submission import NOISY
from judge.sandbox.engine_facts import EngineFacts
from judge.sandbox.images import STANDARD_IMAGES, ImageInfo

_OLDEST_API = (1, 41)
_LITTLE_DISK_BYTES = 2048 * MIB
_TOO_LITTLE_DISK_BYTES = 128 * MIB
_SLOW_STORAGE = {
    "vfs": "copies the whole image for every container",
    "devicemapper": "was removed from Docker 25",
    "aufs": "was removed from Docker 24",
    "fuse-overlayfs": "goes through user space for every file",
}
_QUIET = 0.05
"""Up to this floor noise is no wider than the interval at which measuring a ratio ends."""
# By the kernel's documentation: with these the clock frequency does not follow the load.
_STEADY_GOVERNORS = {"performance", "userspace"}


class Status(StrEnum):
    """How a check came out."""

    OK = "ok"
    WARNING = "warning"
    PROBLEM = "problem"


class Finding(Value):
    """One check.

    Attributes:
        seen: what there is.
        why: what follows from it.
        fix: what to do, as exact commands where there are some; None if there is nothing to do.
    """

    check: str
    status: Status
    seen: str
    why: str
    fix: str | None = None


def can_judge(findings: tuple[Finding, ...]) -> bool:
    """Whether nothing stands in the way of judging."""
    return all(finding.status is not Status.PROBLEM for finding in findings)


def no_engine(words: str) -> Finding:
    """The finding if no engine answers; `words` tell what was tried."""
    return Finding(
        check="Docker engine",
        status=Status.PROBLEM,
        seen=words,
        why="every submission runs in a container",
        fix="sudo apt-get install docker.io && sudo systemctl start docker; where it runs already: "
        "sudo usermod --append --groups docker $USER, then log in anew",
    )


def examine_engine(engine: EngineFacts, runtime: str | None) -> Iterator[Finding]:
    """Everything that depends on the engine; `runtime` is the one that is set, if any."""
    yield _engine_version(engine)
    yield _cgroups(engine)
    yield _limit(engine, "memory limit", engine.memory_limit, _FIX_MEMORY)
    yield _limit(engine, "swap limit", engine.swap_limit, _FIX_MEMORY)
    yield _limit(engine, "process limit", engine.pids_limit, _FIX_PIDS)
    yield _limit(engine, "CPU limit", engine.cpu_limit, _FIX_CPU)
    yield _seccomp(engine)
    yield _runtime(engine, runtime)
    yield _users(engine)
    yield _storage(engine)


def examine_machine(machine: MachineFacts, engine: EngineFacts | None) -> Iterator[Finding]:
    """Everything that makes times unreliable on this machine."""
    yield _kernel(machine, engine)
    yield _swap(machine)
    yield _frequency(machine)
    yield _smt(machine)
    yield _load(machine)


def examine_image(image: ImageInfo) -> Finding:
    """Whether a runner image is there."""
    if image.built:
        return Finding(
            check=f"image {image.name}",
            status=Status.OK,
            seen=f"{image.reference} is built",
            why="submissions run in it",
        )
    if image.name not in STANDARD_IMAGES:
        return Finding(
            check=f"image {image.name}",
            status=Status.OK,
            seen=f"{image.reference} is not built; `judge images build {image.name}` does it",
            why="only problems that ask for it need it",
        )
    return Finding(
        check=f"image {image.name}",
        status=Status.PROBLEM,
        seen=f"{image.reference} is not built",
        why="submissions run in it; one built from other sources is not used",
        fix=f"judge images build {image.name}",
    )


def examine_disk(folder: str, free_bytes: int) -> Finding:
    """Whether there is room in a folder that judging writes to."""
    seen = f"{free_bytes // MIB} MiB free for {folder}"
    if free_bytes >= _LITTLE_DISK_BYTES:
        return Finding(check="disk", status=Status.OK, seen=seen, why="images and test data fit")
    status = Status.PROBLEM if free_bytes < _TOO_LITTLE_DISK_BYTES else Status.WARNING
    return Finding(
        check="disk",
        status=status,
        seen=seen,
        why=f"images and test data need room; {_LITTLE_DISK_BYTES // MIB} MiB are comfortable",
        fix="docker image prune --all removes images that no container uses; "
        "CODEROUND_DATA_DIR moves the test data",
    )


def examine_noise(noise: HostNoise | None, kernel: str | None, now: datetime) -> Finding:
    """Whether times can be relied on here, by what was measured.

    Args:
        noise: None if nothing was.
        kernel: the one that boxes run on now; None if that is not known.
    """
    if noise is None:
        return Finding(
            check=_NOISE,
            status=Status.OK,
            seen=f"not measured; `{HOW_TO_MEASURE}` does it in a few seconds",
            why="results tell no noise floor until then",
        )
    seen = (
        f"times of the same work differ by {noise.floor:.1%}, {noise.waiting} of {noise.runs} runs had "
        f"to wait for a processor; measured {_ago(now - noise.measured_at)}"
    )
    if kernel is not None and noise.kernel != kernel:
        return Finding(
            check=_NOISE,
            status=Status.WARNING,
            seen=f"{seen} on Linux {noise.kernel}; now it is {kernel}",
            why="results tell a noise floor that is another system's",
            fix=HOW_TO_MEASURE,
        )
    if noise.floor > NOISY:
        why = f"above {NOISY:.0%} all runtime results of this host are marked as of low confidence"
    elif noise.floor >= _QUIET:
        why = "runtime is measured for longer, and its intervals are wider"
    elif 2 * noise.waiting > noise.runs:
        why = "rounds in which a program waits are repeated, and what is left is of low confidence"
    else:
        return Finding(
            check=_NOISE, status=Status.OK, seen=seen, why="little differences in runtime show"
        )
    return Finding(check=_NOISE, status=Status.WARNING, seen=seen, why=why, fix=_FIX_NOISE)


def unreadable_noise(words: str) -> Finding:
    """The finding if there is a record of the noise floor that is good for nothing."""
    return Finding(
        check=_NOISE,
        status=Status.WARNING,
        seen=words,
        why="results tell no noise floor until there is a new one",
        fix=HOW_TO_MEASURE,
    )


_NOISE = "noise floor"
_FIX_NOISE = (
    "mend what is warned of above, give the machine no other work (nor its neighbours, if it is a virtual "
    f"one), then {HOW_TO_MEASURE}"
)
_FIX_GRUB = "add {options} to GRUB_CMDLINE_LINUX in /etc/default/grub, sudo update-grub, reboot"
_FIX_MEMORY = _FIX_GRUB.format(options="cgroup_enable=memory swapaccount=1")
_FIX_PIDS = "use a kernel with CONFIG_CGROUP_PIDS (every Debian and Ubuntu kernel has it)"
_FIX_CPU = "use a kernel with CONFIG_CFS_BANDWIDTH (every Debian and Ubuntu kernel has it)"
_FIX_DELEGATION = (
    "let systemd hand the controllers to your user: sudo mkdir -p "
    "/etc/systemd/system/user@.service.d && printf '[Service]\\nDelegate=cpu cpuset io memory pids\\n'"
    " | sudo tee /etc/systemd/system/user@.service.d/delegate.conf && sudo systemctl daemon-reload, "
    "then log in anew"
)


def _engine_version(engine: EngineFacts) -> Finding:
    seen = f"Docker {engine.version}, API {engine.api_version}, {engine.os_type} containers"
    if engine.os_type != "linux":
        return Finding(
            check="Docker engine",
            status=Status.PROBLEM,
            seen=seen,
            why="runner images are Linux",
            fix="switch the engine to Linux containers",
        )
    if tuple(int(part) for part in engine.api_version.split(".")) < _OLDEST_API:
        return Finding(
            check="Docker engine",
            status=Status.PROBLEM,
            seen=seen,
            why="engines before 20.10 know no cgroup v2 and lack options that boxes need",
            fix="sudo apt-get install docker.io on Debian 11, Ubuntu 22.04 or later",
        )
    return Finding(check="Docker engine", status=Status.OK, seen=seen, why="it answers")


def _cgroups(engine: EngineFacts) -> Finding:
    version = f"v{engine.cgroup_version}" if engine.cgroup_version else "of unknown version"
    seen = f"cgroup {version}, driver {engine.cgroup_driver}"
    if engine.cgroup_driver == "none":
        return Finding(
            check="cgroups",
            status=Status.PROBLEM,
            seen=seen,
            why="without cgroups no limit can be enforced",
            fix=f"use cgroup v2 ({_FIX_GRUB.format(options='systemd.unified_cgroup_hierarchy=1')}) "
            f"and {_FIX_DELEGATION}",
        )
    return Finding(
        check="cgroups", status=Status.OK, seen=seen, why="limits and measurements come from them"
    )


def _limit(engine: EngineFacts, check: str, there: bool, fix: str) -> Finding:
    if there:
        return Finding(
            check=check, status=Status.OK, seen="can be enforced", why="boxes are capped by it"
        )
    return Finding(
        check=check,
        status=Status.PROBLEM,
        seen="cannot be enforced by this engine",
        why="a submission could take what it likes, so nothing is judged",
        fix=_FIX_DELEGATION if engine.rootless else fix,
    )


def _seccomp(engine: EngineFacts) -> Finding:
    if engine.seccomp:
        return Finding(
            check="seccomp",
            status=Status.OK,
            seen="system calls can be filtered",
            why="boxes run under a profile of ours",
        )
    return Finding(
        check="seccomp",
        status=Status.PROBLEM,
        seen="system calls cannot be filtered",
        why="submissions would reach parts of the kernel that containers do not shut off",
        fix="use a kernel with CONFIG_SECCOMP_FILTER and an engine built with seccomp "
        "(sudo apt-get install docker.io)",
    )


def _runtime(engine: EngineFacts, runtime: str | None) -> Finding:
    used = runtime or engine.default_runtime
    if used in engine.runtimes:
        return Finding(
            check="runtime", status=Status.OK, seen=used, why="it makes and starts the boxes"
        )
    return Finding(
        check="runtime",
        status=Status.PROBLEM,
        seen=f"{used} is set, the engine knows {', '.join(engine.runtimes)}",
        why="no box can be started",
        fix="unset CODEROUND_DOCKER_RUNTIME, or register the runtime under `runtimes` in "
        "/etc/docker/daemon.json and sudo systemctl restart docker",
    )


def _users(engine: EngineFacts) -> Finding:
    if engine.rootless:
        seen, who = "rootless", "the unprivileged user that runs the engine"
    elif engine.userns_remap:
        seen, who = "root, with users remapped", "an unprivileged user of this host"
    else:
        seen, who = "root", "kept down by its capabilities only"
    why = f"a program that broke out of its box would be {who}"
    return Finding(check="engine's user", status=Status.OK, seen=seen, why=why)


def _storage(engine: EngineFacts) -> Finding:
    why = _SLOW_STORAGE.get(engine.storage_driver)
    if why is None:
        return Finding(
            check="storage driver",
            status=Status.OK,
            seen=engine.storage_driver,
            why="containers start without copying their image",
        )
    return Finding(
        check="storage driver",
        status=Status.WARNING,
        seen=engine.storage_driver,
        why=f"{engine.storage_driver} {why}: boxes start slowly",
        fix='put {"storage-driver": "overlay2"} into /etc/docker/daemon.json, '
        "sudo systemctl restart docker, judge images build",
    )


def _ago(age: timedelta) -> str:
    """The largest unit that fits; of a clock that was set back, nothing is said."""
    for unit, length in (
        ("day", timedelta(days=1)),
        ("hour", timedelta(hours=1)),
        ("minute", timedelta(minutes=1)),
    ):
        count = age // length
        if count >= 1:
            return f"{count} {unit}{'' if count == 1 else 's'} ago"
    return "just now"


def _kernel(machine: MachineFacts, engine: EngineFacts | None) -> Finding:
    if engine is None or engine.kernel == machine.kernel:
        return Finding(
            check="kernel",
            status=Status.OK,
            seen=f"Linux {machine.kernel}",
            why="boxes run on this machine's kernel" if engine else "its times are measured",
        )
    return Finding(
        check="kernel",
        status=Status.WARNING,
        seen=f"here {machine.kernel}, at the engine {engine.kernel}",
        why="the engine runs on another machine; what is said of swap, frequency, SMT and load "
        "below is about this one",
        fix="run judge doctor on the engine's machine",
    )


def _swap(machine: MachineFacts) -> Finding:
    if not machine.swap_bytes:
        return Finding(check="swap", status=Status.OK, seen="off", why="nothing of us is paged out")
    return Finding(
        check="swap",
        status=Status.WARNING,
        seen=f"{machine.swap_bytes // MIB} MiB switched on",
        why="boxes are kept out of it, but a host that swaps measures times that mean nothing",
        fix="sudo swapoff --all, and comment the swap lines in /etc/fstab out",
    )


def _frequency(machine: MachineFacts) -> Finding:
    if not machine.governors:
        return Finding(
            check="CPU frequency",
            status=Status.OK,
            seen="not set by this kernel",
            why="as in most virtual machines; their host decides",
        )
    seen = ", ".join(machine.governors)
    if set(machine.governors) <= _STEADY_GOVERNORS:
        return Finding(check="CPU frequency", status=Status.OK, seen=seen, why="it is steady")
    return Finding(
        check="CPU frequency",
        status=Status.WARNING,
        seen=seen,
        why="the clock follows the load, so the first tests of a judging seem slower",
        fix="echo performance | sudo tee /sys/devices/system/cpu/cpu*/cpufreq/scaling_governor",
    )


def _smt(machine: MachineFacts) -> Finding:
    if not machine.smt_active:
        seen = "off" if machine.smt_active is False else "not told by this kernel"
        return Finding(check="SMT", status=Status.OK, seen=seen, why="CPUs do not share cores")
    return Finding(
        check="SMT",
        status=Status.WARNING,
        seen="on",
        why="two boxes on one core slow each other down by a third or more",
        fix="echo off | sudo tee /sys/devices/system/cpu/smt/control",
    )


def _load(machine: MachineFacts) -> Finding:
    seen = f"{machine.load:.2f} on {machine.cpu_count} CPUs"
    if machine.load < machine.cpu_count / 2:
        return Finding(check="load", status=Status.OK, seen=seen, why="the machine is idle enough")
    return Finding(
        check="load",
        status=Status.WARNING,
        seen=seen,
        why="what else runs here takes CPU time and caches from the submissions",
        fix="end what is not needed; `top` shows what runs",
    )
