"""The same agent as a plain child process. It isolates nothing.

For one's own code where no Docker is at hand: memory is not limited, files and network are open, and
figures come from the process alone. Only `judge run --sandbox local` reaches it.
"""

import contextlib
import os
import select
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator

from judge.errors import BoxDied
from judge.model.limits import Limits
from judge.model.submission import SourceFile
from judge.sandbox.agent_client import AgentClient
from judge.sandbox.image_stages import RUNNER_IMAGES, preload_options
from judge.sandbox.isolation import ENVIRONMENT
from judge.sandbox.port import BoxCounts, BoxInfo, BoxSpec, CompileReport, RunReport, RunRequest


class PipeStream:
    """The agent's stdin and stdout as a `Transport`."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._in, self._out = process.stdin.fileno(), process.stdout.fileno()
        os.set_blocking(self._in, False)
        os.set_blocking(self._out, False)

    def send(self, data: bytes, deadline: float) -> None:
        """Send all of `data`."""
        view = memoryview(data)
        while view:
            try:
                view = view[os.write(self._in, view) :]
            except BlockingIOError:
                _wait(self._in, select.POLLOUT, deadline)
            except OSError as error:
                raise BoxDied(f"the local agent is gone: {error}") from None

    def receive(self, count: int, deadline: float) -> bytes:
        """Receive exactly `count` bytes."""
        received = bytearray()
        while len(received) < count:
            try:
                chunk = os.read(self._out, count - len(received))
            except BlockingIOError:
                _wait(self._out, select.POLLIN, deadline)
                continue
            if not chunk:
                raise BoxDied("the local agent ended")
            received += chunk
        return bytes(received)


def _wait(fd: int, event: int, deadline: float) -> None:
    poll = select.poll()
    poll.register(fd, event)
    left = deadline - time.monotonic()
    if left <= 0 or not poll.poll(left * 1000):
        raise BoxDied("the local agent did not answer within its deadline")


class LocalBox:
    """One agent process and the folder it works in."""

    def __init__(self, spec: BoxSpec, noise_floor: float | None) -> None:
        self._folder = tempfile.TemporaryDirectory(
            prefix="coderound-local-", ignore_cleanup_errors=True
        )
        agent = str(RUNNER_IMAGES / "agent")
        command = [sys.executable, "-s", "-B", agent, "--local", self._folder.name]
        command += preload_options(spec.image)
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**ENVIRONMENT, "HOME": self._folder.name, "TMPDIR": self._folder.name},
            start_new_session=True,  # Ctrl-C reaches the judge alone, which then closes the box
        )
        try:
            self.agent = AgentClient(PipeStream(self._process))
        except BaseException:  # a signal, too: nobody else knows of the agent and its folder yet
            self.close()
            raise
        hello = self.agent.hello
        self.info = BoxInfo(
            sandbox="local",
            image=spec.image,
            image_digest="",
            agent_protocol=hello["protocol"],
            cgroup_version=None,
            libraries=hello["libraries"],
            python=hello["python"],
            kernel=hello["kernel"],
            cpu_model=hello["cpu_model"],
            speculation_mitigation=hello["speculation_mitigation"],
            scaling_governor=hello["scaling_governor"],
            noise_floor=noise_floor,
        )

    def compile(self, files: tuple[SourceFile, ...], entry: str, limits: Limits) -> CompileReport:
        """See `Box.compile`."""
        return self.agent.compile(files, entry, limits)

    def run(self, request: RunRequest, then: Iterable[RunRequest] = ()) -> RunReport:
        """See `Box.run`."""
        return self.agent.run(request, then)

    def close(self) -> None:
        """End the agent and remove its folder."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()
        self._folder.cleanup()


class LocalSandbox:
    """Gives out boxes that are no boxes; see the module's docstring.

    Args:
        noise_floor: of the host, if it was measured; for the record.
    """

    def __init__(self, *, noise_floor: float | None = None) -> None:
        self._noise_floor = noise_floor

    @contextlib.contextmanager
    def box(self, spec: BoxSpec) -> Iterator[LocalBox]:
        """An agent process for one submission."""
        box = LocalBox(spec, self._noise_floor)
        try:
            yield box
        finally:
            box.close()

    def prewarm(self, spec: BoxSpec) -> None:
        """Nothing to warm: a process starts quickly."""

    def check(self) -> None:
        """Processes can always be had."""

    def counts(self) -> BoxCounts:
        """Nothing is kept, so there is nothing to count."""
        return BoxCounts(warm=0, in_use=0, ended={})

    def close(self) -> None:
        """Nothing is kept between boxes."""
