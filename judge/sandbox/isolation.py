"""How a box is shut in, and the check that the kernel really does it.

`container_options` asks the engine; `refuse_unless_enforced` compares what the agent finds in its box
with what was asked. An engine that silently drops a limit (no swap accounting, a missing controller)
is found here, before anything of a submission is in the box.
"""

from typing import Any

from judge.errors import IsolationUnavailable
from judge.model.limits import MIB
from judge.sandbox.image_stages import needs_of
from judge.sandbox.port import BoxSpec
from judge.sandbox.seccomp import profile_json

OVERHEAD_PROCESSES = 8
_PROGRAM_BYTES = 32 * MIB
_INODES = 16_384
_TMPFS = "rw,nosuid,nodev,noatime"
"""Without access times: in them a run could leave a note for the next, by when it read its source."""
_LEAST_DISK_BYTES = 4096
"""A tmpfs of size 0 is one without a limit."""

CAPABILITIES = {
    "CHOWN": 0,
    "DAC_OVERRIDE": 1,
    "FOWNER": 3,
    "KILL": 5,
    "SETGID": 6,
    "SETUID": 7,
}
"""What the agent needs to hand over, to clean and to kill; with the kernel's bit numbers."""

_EXPECTED_WRITABLE = {"/box", "/tmp", "/dev/shm", "/proc", "/dev", "/dev/pts", "/sys/fs/cgroup"}
"""Mounts that are not read-only, besides masks under /proc. A program can only write to /tmp and
/dev/shm: the others belong to root (cgroup v1 has a tmpfs that holds read-only mounts)."""

ENVIRONMENT = {
    "PATH": "/usr/local/bin:/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "HOME": "/tmp",
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONUTF8": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "NUMEXPR_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "2",
    "LD_BIND_NOW": "1",  # or each run looks up the names that it is the first to need
}
"""The whole environment of a box. Thread counts are one so that CPU time means work, not spinning."""


def box_memory_bytes(spec: BoxSpec) -> int:
    """The memory limit of a whole box: the program's, and what its image's boxes need besides."""
    return spec.memory_bytes + needs_of(spec.image).overhead_bytes


def container_options(spec: BoxSpec, cpus: float, runtime: str | None) -> dict[str, Any]:
    """The engine's `HostConfig` of a box."""
    memory = box_memory_bytes(spec)
    disk = max(spec.disk_bytes, _LEAST_DISK_BYTES)
    shared = f"{_TMPFS},noexec,size={disk},nr_inodes={_INODES},mode=1777"
    options = {
        "AutoRemove": True,
        "NetworkMode": "none",
        "ReadonlyRootfs": True,
        "CapDrop": ["ALL"],
        "CapAdd": list(CAPABILITIES),
        "SecurityOpt": ["no-new-privileges:true", f"seccomp={profile_json()}"],
        "Memory": memory,
        "MemorySwap": memory,
        "PidsLimit": spec.processes + OVERHEAD_PROCESSES,
        "NanoCpus": int(cpus * 1e9),
        "IpcMode": "none",
        "CgroupnsMode": "private",
        "LogConfig": {"Type": "none"},
        "Ulimits": [
            {"Name": "core", "Soft": 0, "Hard": 0},
            {"Name": "nofile", "Soft": 1024, "Hard": 1024},
        ],
        "Tmpfs": {
            "/box": f"{_TMPFS},noexec,size={_PROGRAM_BYTES},nr_inodes={_INODES},mode=755",
            "/tmp": shared.replace("noexec", "exec"),
            "/dev/shm": shared,
            # The engine's default mount lets anyone leave message queues there.
            "/dev/mqueue": "ro,nosuid,nodev,noexec,size=4096,nr_inodes=1,mode=555",
        },
    }
    if runtime is not None:
        options["Runtime"] = runtime
    return options


def refuse_unless_enforced(hello: dict[str, Any], spec: BoxSpec) -> None:
    """Check what the agent found in its box.

    Raises:
        IsolationUnavailable: something that was asked for is not in force.
    """
    memory, pids = box_memory_bytes(spec), spec.processes + OVERHEAD_PROCESSES
    limits = hello["limits"]
    capabilities = sum(1 << bit for bit in CAPABILITIES.values())
    writable = {point for point in hello["mounts"] if not point.startswith("/proc/")}
    faults = [
        fault
        for fault, present in (
            (f"memory limit is {limits['memory']}, asked for {memory}", limits["memory"] != memory),
            (
                f"swap limit is {limits['swap']}, and the host swaps",
                limits["swap"] != 0 and hello["swap"],
            ),
            (f"process limit is {limits['pids']}, asked for {pids}", limits["pids"] != pids),
            (f"seccomp mode is {hello['seccomp']}, expected 2", hello["seccomp"] != "2"),
            (f"no_new_privs is {hello['no_new_privs']}, expected 1", hello["no_new_privs"] != "1"),
            (
                f"capabilities are {hello['capabilities']}, expected {capabilities:016x}",
                int(hello["capabilities"], 16) != capabilities,
            ),
            (
                f"writable mounts are {sorted(writable)}, expected at most {sorted(_EXPECTED_WRITABLE)}",
                not writable <= _EXPECTED_WRITABLE,
            ),
            (
                f"network interfaces are {hello['interfaces']}",
                hello["interfaces"] not in ([], ["lo"]),
            ),
        )
        if present
    ]
    if faults:
        raise IsolationUnavailable(
            f"this host does not enforce what a box needs: {'; '.join(faults)}. Nothing was judged;"
            " `judge doctor` names the fix"
        )
