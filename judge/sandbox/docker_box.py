"""One container with an agent in it: create, attach, check, remove."""

import contextlib
import json
import select
import socket
import struct
import time
from collections import deque
from typing import Any

import requests.exceptions
from docker.errors import APIError

from judge.errors import BoxDied, EngineUnavailable, ImageMissing, SandboxError
from judge.sandbox.agent_client import AgentClient
from judge.sandbox.engine import ANSWER_S, ENGINE_ERRORS, engine
from judge.sandbox.image_stages import image_reference, preload_options
from judge.sandbox.isolation import ENVIRONMENT, container_options, refuse_unless_enforced
from judge.sandbox.port import BoxInfo, BoxSpec

_AGENT_COMMAND = ["/usr/bin/python3", "-s", "-B", "/opt/coderound/agent"]
_STREAM_HEADER = struct.Struct(">BxxxI")
_STDOUT = 1
_STDERR_LINES_KEPT = 50
_REMOVAL_S = 30


class AttachedStream:
    """The engine's attach stream: our bytes go to the agent's stdin, its stdout comes back.

    The engine multiplexes stdout and stderr; what the agent says on stderr is kept for messages.
    """

    def __init__(self, attached: socket.SocketIO) -> None:
        self._attached = attached
        self._connection: socket.socket = attached._sock  # type: ignore[attr-defined]
        self._connection.setblocking(False)
        self._received = bytearray()
        self._raw = bytearray()
        self.complaints: deque[str] = deque(maxlen=_STDERR_LINES_KEPT)

    def send(self, data: bytes, deadline: float) -> None:
        """Send all of `data`."""
        view = memoryview(data)
        while view:
            try:
                view = view[self._connection.send(view) :]
            except BlockingIOError:
                self._wait(select.POLLOUT, deadline)
            except OSError as error:
                raise BoxDied(f"the box is gone: {error}") from None

    def receive(self, count: int, deadline: float) -> bytes:
        """Receive exactly `count` bytes of the agent's stdout."""
        while len(self._received) < count:
            if time.monotonic() > deadline:
                # Complaints without end would keep us from ever waiting, where the deadline is kept too.
                raise BoxDied("the box did not answer within its deadline")
            try:
                chunk = self._connection.recv(1 << 20)
            except BlockingIOError:
                self._wait(select.POLLIN, deadline)
                continue
            except OSError as error:
                raise BoxDied(f"the box is gone: {error}") from None
            if not chunk:
                said = " | ".join(self.complaints)
                raise BoxDied(f"the box ended{': ' + said if said else ''}")
            self._raw += chunk
            self._demultiplex()
        data = bytes(self._received[:count])
        del self._received[:count]
        return data

    def close(self) -> None:
        """Hang up; the agent ends when it notices."""
        with contextlib.suppress(OSError):
            self._connection.shutdown(socket.SHUT_RDWR)
        # A socket stays open for as long as the file object on it does.
        self._attached.close()
        self._connection.close()

    def _demultiplex(self) -> None:
        raw, start = self._raw, 0
        while len(raw) - start >= _STREAM_HEADER.size:
            kind, size = _STREAM_HEADER.unpack_from(raw, start)
            end = start + _STREAM_HEADER.size + size
            if len(raw) < end:
                break
            content = raw[start + _STREAM_HEADER.size : end]
            if kind == _STDOUT:
                self._received += content
            else:
                self.complaints.append(content.decode("utf-8", "replace").strip()[:500])
            start = end
        del raw[:start]

    def _wait(self, event: int, deadline: float) -> None:
        left = deadline - time.monotonic()
        poll = select.poll()
        poll.register(self._connection, event)
        if left <= 0 or not poll.poll(left * 1000):
            raise BoxDied("the box did not answer within its deadline")


class DockerBox:
    """A running container of a runner image, checked to be shut in as asked.

    Raises:
        EngineUnavailable, ImageMissing, IsolationUnavailable, SandboxError: it could not be had.
    """

    def __init__(
        self,
        spec: BoxSpec,
        cpus: float,
        runtime: str | None,
        labels: dict[str, str],
        noise_floor: float | None,
    ) -> None:
        self.spec = spec
        self._noise_floor = noise_floor
        self.judgings = 0
        reference = image_reference(spec.image)
        client = engine()
        with _engine_errors(f"start a box of {reference}"):
            self._image_digest = _image_digest(reference, spec.image)
            container = client.create_container_from_config(  # type: ignore[no-untyped-call]
                {
                    "Image": reference,
                    "Entrypoint": [*_AGENT_COMMAND, *preload_options(spec.image)],
                    "User": "0:0",
                    "WorkingDir": "/",
                    "Hostname": "box",
                    "Env": [f"{name}={value}" for name, value in ENVIRONMENT.items()],
                    "Labels": labels,
                    "OpenStdin": True,
                    "StdinOnce": True,
                    "AttachStdin": True,
                    "AttachStdout": True,
                    "AttachStderr": True,
                    "HostConfig": container_options(spec, cpus, runtime),
                }
            )
            self.id: str = container["Id"]
        try:
            with _engine_errors(f"start box {self.id[:12]}"):
                attached = client.attach_socket(
                    self.id, {"stdin": 1, "stdout": 1, "stderr": 1, "stream": 1}
                )
                self._stream = AttachedStream(attached)
                client.start(self.id)
            self.agent = AgentClient(self._stream)
            refuse_unless_enforced(self.agent.hello, spec)
        except BaseException:
            self.remove()
            raise
        self.info = self._describe()

    def remove(self) -> None:
        """Kill the container and wait until the engine has removed it."""
        stream = getattr(self, "_stream", None)
        if stream is not None:
            # An attached client that is not being read makes the engine's removal hang.
            stream.close()
        # An engine that is away or hangs is not asked a second thing; once it is back, the container goes
        # by itself.
        with contextlib.suppress(*ENGINE_ERRORS):
            client = engine()
            # An agent that was hung up on ends, and its container removes itself: then the first call is
            # refused while that is under way.
            with contextlib.suppress(APIError):
                client.remove_container(self.id, force=True, v=True)
            client.wait(self.id, timeout=_REMOVAL_S, condition="removed")

    def died_of_memory(self) -> bool:
        """Whether the kernel killed something in this box for want of memory.

        A box in which that happened is not used again, so it happened in the run that was cut short.
        The container removes itself when it ends, so the engine's event log is asked, not the
        container.
        """
        client = engine()
        with _engine_errors(f"find out why box {self.id[:12]} ended"):
            # The SDK's own call waits without end for an engine that hangs.
            events = client.get(
                f"{client.base_url}/v{client.api_version}/events",
                params={
                    "since": "0",
                    "until": str(int(time.time()) + 1),
                    "filters": json.dumps({"container": [self.id], "event": ["oom"]}),
                },
                timeout=ANSWER_S,
            )
            events.raise_for_status()
            return bool(events.content)

    def _describe(self) -> BoxInfo:
        hello = self.agent.hello
        return BoxInfo(
            sandbox="docker",
            image=self.spec.image,
            image_digest=self._image_digest,
            agent_protocol=hello["protocol"],
            cgroup_version=hello["cgroup"],
            libraries=hello["libraries"],
            python=hello["python"],
            kernel=hello["kernel"],
            cpu_model=hello["cpu_model"],
            speculation_mitigation=hello["speculation_mitigation"],
            scaling_governor=hello["scaling_governor"],
            noise_floor=self._noise_floor,
        )


def remove_never_started(label: str, older_than_s: int) -> None:
    """Remove containers with a label that were made so long ago and have not been started since.

    A box that runs goes when its judge does, for its agent is hung up on. One whose judge or engine was
    killed between making and starting it has no agent, and would stay for ever.
    """
    with contextlib.suppress(*ENGINE_ERRORS):  # the next sandbox tries again
        client = engine()
        filters = {"label": label, "status": "created"}
        for container in client.containers(all=True, filters=filters):
            if time.time() - container["Created"] > older_than_s:
                with contextlib.suppress(APIError):  # another judge was faster
                    client.remove_container(container["Id"], force=True, v=True)


def _image_digest(reference: str, name: str) -> str:
    images: list[dict[str, Any]] = engine().images(name=reference)
    if not images:
        raise ImageMissing(
            f'runner image "{name}" ({reference}) is not built; build it with `judge images build {name}`'
        )
    return str(images[0]["Id"])


class _engine_errors(contextlib.AbstractContextManager[None]):  # noqa: N801  reads as a function
    """Turns the SDK's errors into ours, saying what was being done."""

    def __init__(self, doing: str) -> None:
        self._doing = doing

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: object
    ) -> None:
        if isinstance(error, SandboxError) or not isinstance(error, ENGINE_ERRORS):
            return
        text = str(error)
        if isinstance(error, requests.exceptions.Timeout):
            raise EngineUnavailable(
                f"could not {self._doing}: the Docker engine was silent for {ANSWER_S} s; see"
                " `judge doctor`, and judge again once it answers"
            ) from error
        if "Connection" in text or "No such file" in text:
            raise EngineUnavailable(
                f"could not {self._doing}: the Docker engine went away; see `judge doctor`, and judge"
                " again once it answers"
            ) from error
        raise SandboxError(f"could not {self._doing}: {text[:500]}") from error
