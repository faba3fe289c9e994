"""A whole service in processes of its own, each of which a test may kill.

API and judge hosts are the commands that operators run; Redis and PostgreSQL are private servers. What
a test asserts it asks over HTTP, as a user would, or of the engine.
"""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import docker
import httpx

from judge.sandbox.orphans import INSTANCE_LABEL, worker_labels
from tests.servers import RedisServer, free_port

JUDGE = str(Path(sys.executable).parent / "judge")
LEASE_S = 2
_PATIENCE_S = 90.0


def until(condition: Callable[[], bool], what: str, within_s: float = _PATIENCE_S) -> None:
    """Wait for a condition."""
    deadline = time.monotonic() + within_s
    while not condition():
        assert time.monotonic() < deadline, f"waited {within_s:.0f} s in vain for {what}"
        time.sleep(0.02)


class Process:
    """A command of the service, with all processes it has started."""

    def __init__(self, command: Sequence[str], environment: dict[str, str], log: Path) -> None:
        with log.open("ab") as file:
            self._process = subprocess.Popen(
                command,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=file,
                start_new_session=True,
            )
        self.pid = self._process.pid

    def children(self) -> list[int]:
        """The processes that it started itself."""
        return children_of(self.pid)

    def running(self) -> bool:
        """Whether it has not ended."""
        return self._process.poll() is None

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the first process alone."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def kill_all(self) -> None:
        """Kill -9 every process of it at once."""
        for pid in tree_of(self.pid):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._process.wait()

    def stop(self) -> int:
        """End it as its operator would; its exit code."""
        if self.running():
            self.signal(signal.SIGTERM)
        try:
            return self._process.wait(_PATIENCE_S)
        finally:
            if self.running():
                self.kill_all()


def children_of(pid: int) -> list[int]:
    """Processes that a process started, those still there."""
    try:
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except (FileNotFoundError, ProcessLookupError):
        return []


def tree_of(pid: int) -> list[int]:
    """A process and all below it."""
    return [pid, *(each for child in children_of(pid) for each in tree_of(child))]


@dataclass
class Deployment:
    """One instance: a data folder, a Redis, a database, and the commands that were started for it."""

    folder: Path
    redis: RedisServer
    settings: dict[str, str]
    port: int = field(default_factory=free_port)
    processes: list[Process] = field(default_factory=list)
    key: str = ""

    @property
    def data_dir(self) -> Path:
        """`CODEROUND_DATA_DIR`."""
        return self.folder / "data"

    @property
    def log(self) -> Path:
        """What all processes have said."""
        return self.folder / "log"

    @property
    def environment(self) -> dict[str, str]:
        """What every process of this instance is given."""
        return os.environ | {
            "CODEROUND_DATA_DIR": str(self.data_dir),
            "CODEROUND_PROBLEMS_DIR": str(self.folder / "problems"),
            "CODEROUND_REDIS_URL": self.redis.url,
            "CODEROUND_LEASE_S": str(LEASE_S),
            "CODEROUND_SWEEP_S": "0.3",
            "CODEROUND_LOG_FORMAT": "json",
            **self.settings,
        }

    def start_api(self) -> Process:
        """The API alone, and wait until it answers."""
        command = [JUDGE, "serve", "--workers", "0", "--port", str(self.port)]
        process = self.start(command)
        until(lambda: self._lives(process), "the API to answer")
        if not self.key:
            until(lambda: self._read_key() is not None, "the first admin's key")
            self.key = self._read_key() or ""
            until(self._problem_is_there, "the problem to be published")
        return process

    def start_worker(self, slots: int = 1, **settings: str) -> Process:
        """A judge host, and wait until its slots take jobs."""
        before = self._workers_ready()
        process = self.start([JUDGE, "worker", "--slots", str(slots)], **settings)
        until(lambda: self._workers_ready() >= before + slots, "the worker to be ready")
        return process

    def start(self, command: Sequence[str], **settings: str) -> Process:
        """Any command of this instance."""
        process = Process(command, self.environment | settings, self.log)
        self.processes.append(process)
        return process

    def ask(
        self, method: str, path: str, body: object = None, timeout_s: float = 30
    ) -> httpx.Response:
        """An answer of the API, whatever it is."""
        return httpx.request(
            method,
            f"http://127.0.0.1:{self.port}{path}",
            json=body,
            headers={"Authorization": f"Bearer {self.key}"} if self.key else {},
            timeout=timeout_s,
        )

    def submit(self, source: str, problem: str = "sum") -> str:
        """Send a solution; the id of the submission that was acknowledged."""
        body = {"problem": problem, "language": "python3", "source": source}
        answer = self.ask("POST", "/api/v1/submissions", body)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    def submission(self, submission_id: str) -> dict[str, Any]:
        """A submission as it stands now."""
        answer = self.ask("GET", f"/api/v1/submissions/{submission_id}")
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def await_state(self, submission_id: str, *states: str) -> None:
        """Wait until a submission is in one of these states."""
        until(
            lambda: self.submission(submission_id)["state"] in states,
            f"submission {submission_id} to be {' or '.join(states)}",
        )

    def await_events(self, submission_id: str, kind: str, count: int) -> None:
        """Watch a submission until so many events of a kind have come."""
        url = f"http://127.0.0.1:{self.port}/api/v1/submissions/{submission_id}/events"
        headers = {"Authorization": f"Bearer {self.key}"}
        seen = 0
        with httpx.stream("GET", url, headers=headers, timeout=_PATIENCE_S) as answer:
            for line in answer.iter_lines():
                seen += line.replace(" ", "") == f"event:{kind}"
                if seen == count:
                    return
        raise AssertionError(f"the events ended after {seen} of {count} of {kind}")

    def judged_once(self, submission_id: str) -> str:
        """Wait for the end; the verdict of the one judging there is."""
        self.await_state(submission_id, "done", "cancelled", "superseded")
        judgings = self.ask("GET", f"/api/v1/submissions/{submission_id}/judgings").json()["items"]
        assert len(judgings) == 1, judgings
        assert judgings[0]["state"] == "done", judgings
        return str(judgings[0]["verdict"])

    def attempts(self, submission_id: str) -> int:
        """How often the judging of a submission was begun."""
        return int(self.submission(submission_id)["judging"]["attempt"])

    def boxes(self, engine: docker.DockerClient) -> list[str]:
        """The containers of this instance."""
        label = f"{INSTANCE_LABEL}={worker_labels(self.data_dir, '')[INSTANCE_LABEL]}"
        found = engine.containers.list(all=True, filters={"label": label}, ignore_removed=True)
        return [container.id or "" for container in found]

    def log_lines(self) -> list[dict[str, Any]]:
        """What was logged as JSON."""
        lines = self.log.read_text(errors="replace").splitlines()
        return [json.loads(line) for line in lines if line.startswith("{") and line[-1] == "}"]

    def _read_key(self) -> str | None:
        found = re.search(r"\bcr_\w+", self.log.read_text(errors="replace"))
        return found[0] if found else None

    def _problem_is_there(self) -> bool:
        return self.ask("GET", "/api/v1/problems/sum").status_code == 200

    def _lives(self, process: Process) -> bool:
        assert process.running(), self.log.read_text(errors="replace")[-4000:]
        with suppress(httpx.TransportError):
            return self.ask("GET", "/healthz").status_code == 200
        return False

    def _workers_ready(self) -> int:
        return sum(line.get("event") == "worker ready" for line in self.log_lines())


@contextmanager
def deployed(folder: Path, redis: RedisServer, settings: dict[str, str]) -> Iterator[Deployment]:
    """An instance without any process yet; afterwards none is left, and no box either."""
    deployment = Deployment(folder, redis, settings)
    engine = docker.from_env()
    try:
        yield deployment
    except BaseException:
        print(deployment.log.read_text(errors="replace")[-20_000:])  # noqa: T201  pytest shows it
        raise
    finally:
        for process in reversed(deployment.processes):
            process.stop()
        try:
            until(lambda: deployment.boxes(engine) == [], "the last box to be gone", 30)
        finally:
            engine.close()
