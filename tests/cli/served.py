"""A service for client commands: a real server, the hands of its workers, and a bad line to it."""

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from judge.model.stored import StoredSubmission, SubmissionFilter
from judge.model.submission import JudgingState
from judge.model.verdict import Verdict
from tests.api.running import Running

DEADLINE_S = 20


def queued(up: Running, user_id: str) -> list[StoredSubmission]:
    """What of a user's waits to be judged."""
    wanted = SubmissionFilter(user_id=user_id, state=JudgingState.QUEUED)
    with up.service.store.read() as tx:
        return list(tx.submissions.list(wanted, before=None, limit=100))


def await_queued(up: Running, user_id: str) -> StoredSubmission:
    """The submission of a user that is coming."""
    deadline = time.monotonic() + DEADLINE_S
    while not (found := queued(up, user_id)):
        assert time.monotonic() < deadline, "nothing was submitted"
        time.sleep(0.01)
    return found[0]


@contextlib.contextmanager
def meanwhile(do: Callable[[], None]) -> Iterator[None]:
    """Do something in a thread beside the block; what goes wrong there is raised at its end."""
    failures: list[BaseException] = []

    def run() -> None:
        try:
            do()
        except BaseException as error:  # handed on
            failures.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield
    finally:
        thread.join(DEADLINE_S)
    if failures:
        raise failures[0]


def judged(
    up: Running, user_id: str, verdict: Verdict, *, ratio: float | None = None
) -> contextlib.AbstractContextManager[None]:
    """A worker that judges the next submission of a user."""
    return meanwhile(lambda: up.finish(await_queued(up, user_id).id, verdict, ratio=ratio))


@dataclass
class BadLine:
    """A proxy that breaks connections off.

    Attributes:
        cut: given what a connection's client has sent so far and what is answered now: how many bytes of
            that it gets before the line breaks; None for all of them.
        requests: what clients sent, as it came in.
    """

    port: int
    cut: Callable[[bytes, bytes], int | None]
    requests: list[bytes] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextlib.contextmanager
def bad_line(
    to_port: int, cut: Callable[[bytes, bytes], int | None] = lambda _sent, _answer: None
) -> Iterator[BadLine]:
    """A proxy for as long as the block lasts."""
    listener = socket.create_server(("127.0.0.1", 0))
    line = BadLine(listener.getsockname()[1], cut)
    open_sockets: list[socket.socket] = [listener]

    def serve() -> None:
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", to_port))
            open_sockets.extend((client, server))
            threading.Thread(target=_carry, args=(line, client, server), daemon=True).start()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield line
    finally:
        for each in open_sockets:
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()
        thread.join(DEADLINE_S)


def _carry(line: BadLine, client: socket.socket, server: socket.socket) -> None:
    """One request after another through a connection, until it is cut."""
    sent = bytearray()

    def forth() -> None:
        with contextlib.suppress(OSError):
            while chunk := client.recv(65536):
                line.requests.append(chunk)
                sent.extend(chunk)
                server.sendall(chunk)

    threading.Thread(target=forth, daemon=True).start()
    with contextlib.suppress(OSError):
        while chunk := server.recv(65536):
            end = line.cut(bytes(sent), chunk)
            client.sendall(chunk[:end])
            if end is not None:
                break
    for each in (client, server):
        with contextlib.suppress(OSError):
            each.shutdown(socket.SHUT_RDWR)
