"""A Docker engine that tests may kill, stop and start again.

Theory of operation: dockerd is started in namespaces of its own. The network namespace keeps it away
from the bridge and the firewall rules of the host's engine, which a second one would take for left-overs
of its own. Its mounts die with the mount namespace, and its /run is an empty one, so that it neither finds
the host's engine nor leaves sockets there. A small program is process 1 of the process namespace: when it
ends, the kernel ends dockerd, containerd, their shims and every container, whatever state they are in.
What is left to remove is one folder and the cgroups of the containers.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import docker
import pytest
from docker.errors import DockerException
from requests.exceptions import RequestException

_DEADLINE_S = 60
_NAMESPACES = ("--net", "--mount", "--pid", "--fork", "--mount-proc")
_CGROUPS = Path("/sys/fs/cgroup")
_PROCESS_1 = """\
import signal
signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the dead are not to be waited for
while True:
    signal.pause()
"""
# No key, configuration or plug-in of the host's engine is read or written.
_HIDE_THE_HOST = """\
mount -t tmpfs tmpfs /run
test ! -d /etc/docker || mount -t tmpfs tmpfs /etc/docker
exec "$@"
"""


class PrivateEngine:
    """One engine, running or not; its images and containers stay when it is started again."""

    def __init__(self, folder: Path, process_1: int) -> None:
        self._folder, self._process_1 = folder, process_1
        self._cgroup = folder.name
        self._nsenter: subprocess.Popen[bytes] | None = None
        self.host = f"unix://{folder}/docker.sock"

    def start(self) -> None:
        """Start dockerd and wait until it answers."""
        options = {
            "config-file": self._folder / "daemon.json",
            "host": self.host,
            "data-root": self._folder / "data",
            "exec-root": self._folder / "exec",
            "pidfile": self._folder / "pid",
            "bridge": "none",
            "iptables": "false",
            "ip-forward": "false",
            "cgroup-parent": f"/{self._cgroup}",
            "exec-opt": "native.cgroupdriver=cgroupfs",
        }
        # A killed dockerd leaves its file behind, and another process may have its number by now.
        (self._folder / "pid").unlink(missing_ok=True)
        with (self._folder / "log").open("ab") as log:
            self._nsenter = subprocess.Popen(
                [
                    *("nsenter", f"--target={self._process_1}", "--net", "--mount", "--pid"),
                    *("dockerd", *(f"--{name}={value}" for name, value in options.items())),
                ],
                stdout=log,
                stderr=log,
            )
        await_(self._answers, "the private dockerd to answer")

    def pause(self) -> None:
        """Let dockerd do nothing any more, as if it hung."""
        os.kill(self._dockerd(), signal.SIGSTOP)

    def resume(self) -> None:
        """Let dockerd go on."""
        os.kill(self._dockerd(), signal.SIGCONT)
        self._wake_nsenter()

    def kill(self) -> None:
        """End dockerd and its containerd as a crash would; containers are left to themselves."""
        assert self._nsenter is not None
        dockerd = self._dockerd()
        for child in children_of(dockerd):
            os.kill(child, signal.SIGKILL)
        os.kill(dockerd, signal.SIGKILL)
        self.bury()

    @contextmanager
    def client(self) -> Iterator[docker.DockerClient]:
        """A connection to it."""
        client = docker.DockerClient(base_url=self.host, timeout=_DEADLINE_S)
        try:
            yield client
        finally:
            client.close()

    def copy_image(self, reference: str) -> None:
        """Copy an image from the host's engine."""
        source = docker.from_env()
        try:
            with self.client() as client, tempfile.TemporaryFile() as archive:
                archive.writelines(source.images.get(reference).save(named=reference))
                archive.seek(0)
                client.images.load(archive)
        finally:
            source.close()

    def boxes(self) -> list[str]:
        """The states of all our containers in it."""
        with self.client() as client:
            found = client.api.containers(all=True, filters={"label": "coderound.owner"})
        return [box["State"] for box in found]

    def bury(self) -> None:
        """Wait for the end of a dockerd that has been killed."""
        if self._nsenter is not None and self._nsenter.poll() is None:
            self._wake_nsenter()
            self._nsenter.wait(timeout=_DEADLINE_S)

    def _wake_nsenter(self) -> None:
        # It stops itself when what it runs is stopped, and the kernel keeps the dead for it.
        assert self._nsenter is not None
        self._nsenter.send_signal(signal.SIGCONT)

    def _dockerd(self) -> int:
        assert self._nsenter is not None
        (dockerd,) = children_of(self._nsenter.pid)
        return dockerd

    def _answers(self) -> bool:
        assert self._nsenter is not None
        log = self._folder / "log"
        assert self._nsenter.poll() is None, f"dockerd ended: {log.read_text()[-2000:]}"
        try:
            with self.client() as client:
                return bool(client.ping())
        except (DockerException, RequestException):
            return False


@contextmanager
def private_engine() -> Iterator[PrivateEngine]:
    """An engine of its own without images; nothing of it is left afterwards."""
    if not _can_be_had():
        pytest.skip("a second engine takes a dockerd on this machine, and root to start it")
    # Not pytest's folder: the path of a socket has room for 107 characters.
    folder = Path(tempfile.mkdtemp(prefix="coderound-engine-"))
    (folder / "daemon.json").write_text("{}")
    unshare = subprocess.Popen(
        [
            # Should pytest itself be killed, all of this goes with it.
            *("setpriv", "--pdeathsig", "KILL", "unshare", *_NAMESPACES, "--kill-child"),
            *("sh", "-euc", _HIDE_THE_HOST, "sh", sys.executable, "-c", _PROCESS_1),
        ],
        stderr=subprocess.DEVNULL,  # it complains of the way in which it ends
    )
    engine = None
    try:
        await_(lambda: _process_1_of(unshare.pid) is not None, "namespaces for a private engine")
        engine = PrivateEngine(folder, _process_1_of(unshare.pid) or 0)
        engine.start()
        yield engine
    finally:
        for process_1 in children_of(unshare.pid):
            os.kill(process_1, signal.SIGKILL)
        if engine is not None:
            engine.bury()
        unshare.wait(timeout=_DEADLINE_S)
        _remove_cgroups(folder.name)
        shutil.rmtree(folder)


def await_(condition: Callable[[], bool], what: str, deadline_s: float = _DEADLINE_S) -> None:
    """Wait until a condition holds."""
    deadline = time.monotonic() + deadline_s
    while not condition():
        assert time.monotonic() < deadline, f"waited in vain for {what}"
        time.sleep(0.02)


def children_of(process: int) -> list[int]:
    """The processes that a process has started and that still run."""
    found: list[int] = []
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(FileNotFoundError, ProcessLookupError):  # the thread has just ended
            found += map(int, children.read_text().split())
    return found


def _can_be_had() -> bool:
    if os.geteuid() != 0 or shutil.which("dockerd") is None:
        return False
    # Root in a container may not make namespaces.
    return subprocess.run(["unshare", *_NAMESPACES, "true"], capture_output=True).returncode == 0


def _process_1_of(unshare: int) -> int | None:
    """Process 1 of the namespaces, once everything before it has been done."""
    for child in children_of(unshare):
        if _PROCESS_1.encode() in Path(f"/proc/{child}/cmdline").read_bytes().split(b"\0")[2:3]:
            return child
    return None


def _remove_cgroups(name: str) -> None:
    """Remove what the containers' cgroups were made in, in every hierarchy."""
    for top in [*_CGROUPS.glob(name), *_CGROUPS.glob(f"*/{name}")]:
        below = [path for path in top.rglob("*") if path.is_dir()]
        for path in [*sorted(below, reverse=True), top]:
            path.rmdir()
