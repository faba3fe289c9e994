"""Facts about this machine that bear on judging, read from the kernel's own files."""

import os
import platform
import shutil
from pathlib import Path

from judge.model.base import Value


class MachineFacts(Value):
    """This machine. None stands for what the kernel does not tell.

    Attributes:
        swap_bytes: swap space that is switched on.
        governors: CPU frequency governors in use; empty where the kernel sets no frequency, as in
            most virtual machines.
        smt_active: whether CPUs share cores (hyper-threading).
        load: processes running or waiting, averaged over the last minute.
    """

    kernel: str
    cpu_count: int
    swap_bytes: int | None
    governors: tuple[str, ...]
    smt_active: bool | None
    load: float


def read_machine_facts(root: Path = Path("/")) -> MachineFacts:
    """Read them from `root`'s `proc` and `sys`."""
    cpus = root / "sys/devices/system/cpu"
    governors = {path.read_text().strip() for path in cpus.glob("cpu*/cpufreq/scaling_governor")}
    return MachineFacts(
        kernel=platform.release(),
        cpu_count=os.cpu_count() or 1,
        swap_bytes=_swap_bytes(root / "proc/swaps"),
        governors=tuple(sorted(governors)),
        smt_active=_flag(cpus / "smt/active"),
        load=float((root / "proc/loadavg").read_text().split()[0]),
    )


def _swap_bytes(table: Path) -> int | None:
    """Sum of the sizes in `/proc/swaps`: a head line, then name, type, size in KiB, …"""
    try:
        lines = table.read_text().splitlines()[1:]
    except FileNotFoundError:  # a kernel without swap
        return None
    return sum(int(line.split()[2]) for line in lines) * 1024


def _flag(path: Path) -> bool | None:
    try:
        return path.read_text().strip() == "1"
    except FileNotFoundError:
        return None


def free_disk_bytes(folder: Path) -> int:
    """Space left for us on the disk that `folder`, or what will hold it, is on."""
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free
