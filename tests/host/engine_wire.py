"""A wire to the Docker engine that a test can cut and mend."""

import contextlib
import os
import socket
import tempfile
import threading
from pathlib import Path

_CHUNK_BYTES = 65536


def engine_socket() -> str:
    """The path of the engine's socket; these tests need an engine that is reached by one."""
    host = os.environ.get("DOCKER_HOST", "unix:///var/run/docker.sock")
    assert host.startswith("unix://"), f"DOCKER_HOST is {host}; expected a Unix socket"
    return host.removeprefix("unix://")


class EngineWire:
    """Passes on what is said at a socket of its own; while it is cut, nobody answers there."""

    def __init__(self) -> None:
        # Not pytest's folder: the path of a socket has room for 107 characters.
        self._folder = Path(tempfile.mkdtemp(prefix="coderound-wire-"))
        self._path = self._folder / "docker.sock"
        self._listener: socket.socket | None = None
        self._ends: set[socket.socket] = set()
        self._lock = threading.Lock()
        self.host = f"unix://{self._path}"
        self.mend()

    def mend(self) -> None:
        """Let the engine answer again."""
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(str(self._path))
        listener.listen(64)
        self._listener = listener
        threading.Thread(target=self._accept, args=(listener,), daemon=True).start()

    def cut(self) -> None:
        """Break every connection, and refuse new ones."""
        assert self._listener is not None
        # Closing alone would leave the thread that accepts waiting for ever.
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._path.unlink()
        with self._lock:
            ends, self._ends = self._ends, set()
        for end in ends:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Leave nothing."""
        if self._path.exists():
            self.cut()
        self._folder.rmdir()

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                near, _ = listener.accept()
            except OSError:
                return
            far = socket.socket(socket.AF_UNIX)
            far.connect(engine_socket())
            with self._lock:
                self._ends |= {near, far}
            for source, sink in ((near, far), (far, near)):
                threading.Thread(target=self._pass, args=(source, sink), daemon=True).start()

    def _pass(self, source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while chunk := source.recv(_CHUNK_BYTES):
                sink.sendall(chunk)
            # Only this direction is over: the engine half-closes what is attached.
            sink.shutdown(socket.SHUT_WR)
            return
        for end in (source, sink):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
