"""`judge serve` for the length of a benchmark, and a client of it. Nothing of the user's own is touched."""

import http.client
import io
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.common import DIES_WITH_US
from bench.programs import SOLUTIONS, write_package, zip_package

JUDGE = str(Path(sys.executable).parent / "judge")
_START_S = 60
_IDLE_S = 2.0
"""The server hangs up on a connection that is silent for some seconds."""
_KEY = re.compile(r"\bcr_\w+")
_URL = re.compile(r"http://127\.0\.0\.1:(\d+)")


class Client:
    """One connection to the service, kept open while it is used."""

    def __init__(self, port: int, key: str) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self._headers = {"Authorization": f"Bearer {key}"}
        self._last_used = time.monotonic()

    def ask(
        self, method: str, path: str, body: bytes | None = None, kind: str = "application/json"
    ) -> Any:
        """The JSON of an answer, which has to be a success."""
        if time.monotonic() - self._last_used > _IDLE_S:
            self._connection.close()  # the next request connects again
        headers = self._headers | ({"Content-Type": kind} if body is not None else {})
        self._connection.request(method, f"/api/v1{path}", body, headers)
        answer = self._connection.getresponse()
        content = answer.read()
        self._last_used = time.monotonic()
        assert answer.status < 300, f"{method} {path}: {answer.status} {content[:500]!r}"
        return json.loads(content)

    def judged(self, problem: str = "bench") -> Any:
        """The answer to a submission nobody has sent before, once it is judged; it is accepted."""
        body = submission_body(time.time_ns(), problem)
        done = self.ask("POST", "/submissions?wait=60", body)
        assert done["verdict"] == "AC", done
        return done


@dataclass(frozen=True)
class Served:
    """A service that is running.

    Attributes:
        pid: of `judge serve`.
        environment: with which further commands meet the same data.
    """

    port: int
    key: str
    pid: int
    environment: dict[str, str]

    def client(self) -> Client:
        """A new connection."""
        return Client(self.port, self.key)


def environment_of(folder: Path) -> dict[str, str]:
    """An environment whose commands of ours keep everything in a folder and know no problem."""
    problems = folder / "problems"
    problems.mkdir(exist_ok=True)
    kept = {name: text for name, text in os.environ.items() if not name.startswith("CODEROUND_")}
    return kept | {
        "CODEROUND_DATA_DIR": str(folder / "data"),
        "CODEROUND_PROBLEMS_DIR": str(problems),
        "CODEROUND_LOG_LEVEL": "warning",
        "CODEROUND_QUEUE_CAP": "1000000",
        "CODEROUND_SUBMISSIONS_PER_MINUTE": "1000000",
    }


@contextmanager
def serving(folder: Path, workers: int, **settings: str) -> Iterator[Served]:
    """`judge serve` on a free port with an empty problems folder."""
    environment = environment_of(folder) | settings
    command = [JUDGE, "serve", "--port", "0", "--workers", str(workers)]
    with started(command, environment, stdout=subprocess.PIPE) as process:
        port, key = _announced(process)
        yield Served(port, key, process.pid, environment)


@contextmanager
def started(
    command: list[str], environment: dict[str, str], stdout: int | None = None
) -> Iterator["subprocess.Popen[str]"]:
    """A command that runs until it is told to stop, which it is at the end of the block."""
    process = subprocess.Popen(
        [*DIES_WITH_US, *command],
        stdout=stdout,
        text=True,
        env=environment,
        # A Ctrl-C is for us, who then stop it.
        start_new_session=True,
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=_START_S)
        finally:
            process.kill()
            if process.stdout is not None:
                process.stdout.close()


def _announced(process: "subprocess.Popen[str]") -> tuple[int, str]:
    """Port and admin key, which it tells when it is ready."""
    assert process.stdout is not None
    said, key = "", None
    while True:
        line = process.stdout.readline()
        assert line, f"judge serve ended: {said}"
        said += line
        key = key or next(iter(_KEY.findall(line)), None)
        ready = _URL.search(line)
        if ready and "ready" in line:
            assert key is not None, said
            return int(ready[1]), key


def push_problem(client: Client, folder: Path) -> None:
    """Upload a package of 20 equal tests and wait until it is published."""
    package = folder / "bench"
    package.mkdir()
    write_package(package)
    packed = io.BytesIO()
    zip_package(package, packed)
    client.ask("POST", "/problems", packed.getvalue(), "application/zip")
    deadline = time.monotonic() + _START_S
    while True:
        states = [item["state"] for item in client.ask("GET", "/problems/bench/versions")["items"]]
        if "published" in states:
            return
        assert "rejected" not in states, states
        assert time.monotonic() < deadline, states
        time.sleep(0.2)


def submission_body(note: int, problem: str = "bench") -> bytes:
    """A solution nobody has sent before."""
    source = SOLUTIONS["numpy"] + f"# {note}\n"
    return json.dumps({"problem": problem, "language": "python3", "source": source}).encode()
