"""Boxes whose worker is gone: how they are told apart from everybody else's, and removed.

A box that runs goes when its worker does, for its agent is hung up on, and its container then removes
itself. What is left over is left by a fault on the engine's side: a container that was made and never
started, or one whose end the engine missed. Labels say whose a box is. A host removes only boxes of
its own instance (data folder), host name and process namespace, for there alone it can tell that a
process is gone: by number and start time together, since numbers are used again.
"""

import contextlib
import os
import socket
from hashlib import sha256
from pathlib import Path

from docker.errors import APIError

from judge.errors import EngineUnavailable
from judge.sandbox.engine import ENGINE_ERRORS, engine

HOST_LABEL = "coderound.host"
INSTANCE_LABEL = "coderound.instance"
WORKER_LABEL = "coderound.worker"
PROCESS_LABEL = "coderound.process"

_START_TIME = 19
"""Place of a process' start time in `/proc/PID/stat`, behind the name in parentheses (proc(5))."""


def worker_labels(data_dir: Path, worker: str) -> dict[str, str]:
    """Labels of the boxes of a worker that runs in this process."""
    return {
        HOST_LABEL: socket.gethostname(),
        INSTANCE_LABEL: _instance(data_dir),
        WORKER_LABEL: worker,
        PROCESS_LABEL: f"{os.getpid()}/{_start_time(os.getpid())}/{_process_namespace()}",
    }


def remove_orphans(data_dir: Path) -> int:
    """Remove the boxes whose workers, of this host and instance, are gone; how many it were.

    Raises:
        EngineUnavailable: the engine does not answer.
    """
    labels = [f"{HOST_LABEL}={socket.gethostname()}", f"{INSTANCE_LABEL}={_instance(data_dir)}"]
    removed = 0
    try:
        client = engine()
        for container in client.containers(all=True, filters={"label": labels}):
            if _is_gone(container["Labels"].get(PROCESS_LABEL, "")):
                with contextlib.suppress(APIError):  # it is going already
                    client.remove_container(container["Id"], force=True, v=True)
                    removed += 1
    except ENGINE_ERRORS as error:
        raise EngineUnavailable(
            f"could not look for boxes whose workers are gone: {error}"
        ) from error
    return removed


def _instance(data_dir: Path) -> str:
    return sha256(str(data_dir.resolve()).encode()).hexdigest()[:16]


def _is_gone(process: str) -> bool:
    """Whether a process that this one would see has ended; False where it could not see it."""
    pid, _, rest = process.partition("/")
    start_time, _, namespace = rest.partition("/")
    if not pid.isdigit() or namespace != _process_namespace():
        return False
    return _start_time(int(pid)) != start_time


def _start_time(pid: int) -> str | None:
    """When a process started, in the kernel's ticks since boot; None if there is no such process."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return None
    state, *fields = stat.rpartition(")")[2].split()
    # A killed process whose parent has not asked for it yet still has its place in /proc.
    return None if state in "ZX" else fields[_START_TIME - 1]


def _process_namespace() -> str:
    return str(Path("/proc/self/ns/pid").readlink())
