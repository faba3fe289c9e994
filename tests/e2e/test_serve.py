"""`judge serve` and `judge worker` as an operator starts them, and what becomes of their processes."""

import json
import os
import re
import shutil
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import docker
import pytest
from docker.errors import APIError

from judge.sandbox.orphans import INSTANCE_LABEL, worker_labels
from tests.e2e.private_engine import await_, children_of
from tests.e2e.shell import SLEEPING, Process, Shell, processes_that_name
from tests.servers import RedisServer

START_S = 60.0


@dataclass
class Service:
    """A service that has said it is ready."""

    process: Process
    said: list[str]

    @property
    def address(self) -> str:
        return self.said[-1].split()[-1]

    @property
    def key(self) -> str | None:
        found = re.search(r"shown this once: (cr_\S+)", "".join(self.said))
        return None if found is None else found[1]

    def get(self, path: str, key: str | None = None) -> tuple[int, Any]:
        """Status and JSON of a page; 0 if nobody answers."""
        headers = {} if key is None else {"Authorization": f"Bearer {key}"}
        try:
            with urlopen(Request(self.address + path, headers=headers), timeout=20) as answer:
                return answer.status, json.loads(answer.read())
        except HTTPError as error:
            return error.code, json.loads(error.read())
        except (URLError, OSError):
            return 0, None

    def post(self, path: str, body: dict[str, Any]) -> Any:
        """The JSON of what was made."""
        headers = {"Authorization": f"Bearer {self.key}", "Content-Type": "application/json"}
        request = Request(self.address + path, json.dumps(body).encode(), headers)
        with urlopen(request, timeout=20) as answer:
            return json.loads(answer.read())

    def await_logged(self, event: str) -> None:
        """Wait for a line of the log."""
        assert self.process.stderr is not None
        while json.loads(self.process.stderr.readline() or "{}").get("event") != event:
            assert self.process.poll() is None

    def is_ready(self) -> bool:
        return self.get("/readyz")[0] == 200

    def child(self, name: str) -> int:
        """The process of a part, wherever below the service it is; 0 if it does not run."""
        below = [self.process.pid]
        for pid in below:
            below += children_of(pid)
        found = (pid for pid in below if _command_of(pid) in (name, f"judge {name}"))
        return next(found, 0)

    def end(self, number: signal.Signals = signal.SIGINT) -> int:
        self.process.send_signal(number)
        self.process.communicate(timeout=60)
        return self.process.returncode


def _command_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip()
    except FileNotFoundError:
        return ""


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def operator(shell: Shell, data_dir: Path, engine: docker.DockerClient) -> Iterator[Shell]:
    """A shell whose services have a data folder of their own, and leave nothing behind."""
    shell.environment |= {
        "CODEROUND_DATA_DIR": str(data_dir),
        "CODEROUND_PORT": "0",
        "CODEROUND_WORKERS": "1",
    }
    yield shell
    shell.end()
    await_(lambda: processes_that_name(data_dir) == [], "all processes to end")
    await_(lambda: boxes(engine, data_dir) == [], "all boxes to end")


def boxes(engine: docker.DockerClient, data_dir: Path) -> list[str]:
    label = f"{INSTANCE_LABEL}={worker_labels(data_dir, '')[INSTANCE_LABEL]}"
    return [box["Id"] for box in engine.api.containers(all=True, filters={"label": label})]


def is_running(engine: docker.DockerClient, data_dir: Path) -> bool:
    for box in boxes(engine, data_dir):
        with suppress(APIError):  # it has just ended, or not yet begun
            commands = engine.api.top(box, "-eo pid,args")["Processes"]
            if any("sleep 1000" in " ".join(command) for command in commands):
                return True
    return False


def ready(operator: Shell, *arguments: str, **changes: str | None) -> Service:
    process = operator.start("serve", *arguments, **changes)
    assert process.stdout is not None
    said: list[str] = []
    while not said or not said[-1].startswith("Coderound is ready"):
        said.append(process.stdout.readline())
        assert said[-1], f"it ended with {process.wait()}: {process.communicate()[1]}"
    return Service(process, said)


@pytest.mark.docker
def test_it_begins_with_a_key_and_ends_without_a_trace(operator: Shell, data_dir: Path) -> None:
    service = ready(operator)
    key = service.key
    assert key is not None
    assert service.get("/api/v1/submissions", key)[0] == 200
    assert service.get("/api/v1/submissions", "cr_wrong")[0] == 401

    second = operator.judge("serve")
    assert second.code == 2
    assert f"{data_dir}: another `judge serve` uses this data folder" in second.err
    assert service.is_ready()

    assert service.end(signal.SIGINT) == 0
    assert processes_that_name(data_dir) == []
    again = ready(operator)
    assert again.key is None
    assert again.get("/api/v1/submissions", key)[0] == 200
    assert again.end(signal.SIGTERM) == 0


@pytest.mark.docker
def test_once_it_is_ready_every_problem_of_the_folder_is_there(operator: Shell) -> None:
    bank = Path(__file__).parents[2] / "problems"
    service = ready(operator, CODEROUND_PROBLEMS_DIR=str(bank))
    last = max(folder.parent.name for folder in bank.glob("*/problem.yaml"))
    status, problem = service.get(f"/api/v1/problems/{last}", service.key)
    assert (status, problem["name"]) == (200, last)


@pytest.mark.docker
def test_a_part_that_is_killed_is_started_again(operator: Shell) -> None:
    service = ready(operator)
    for part in ("api", "slot-1", "keeper", "redis-server", "worker"):
        killed = service.child(part)
        os.kill(killed, signal.SIGKILL)
        await_(lambda part=part, killed=killed: service.child(part) not in (0, killed), part)  # type: ignore[misc]
        await_(service.is_ready, f"the service to be ready without {part}")
    assert service.end() == 0


@pytest.mark.docker
@pytest.mark.parametrize("how", ["killed", "interrupted twice"])
def test_whatever_ends_it_the_box_of_a_running_judging_goes_too(
    operator: Shell, data_dir: Path, engine: docker.DockerClient, how: str
) -> None:
    """The test that runs would take a minute; nobody waits for it."""
    bank = operator.folder / "problems"
    package = Path(operator.environment["CODEROUND_PROBLEMS_DIR"], "a-function")
    rules = Path(shutil.copytree(package, bank / "a-function"), "problem.yaml")
    rules.write_text(rules.read_text().replace("time_limit: 2.0", "time_limit: 30.0"))
    service = ready(operator, CODEROUND_PROBLEMS_DIR=str(bank))
    body = {"problem": "a-function", "language": "python3", "source": SLEEPING}
    submission = service.post("/api/v1/submissions", body)
    await_(lambda: is_running(engine, data_dir), "the program")
    begun = time.monotonic()
    if how == "killed":
        service.process.kill()
    else:
        service.process.send_signal(signal.SIGINT)
        service.await_logged("stopping")
        service.process.send_signal(signal.SIGINT)
    await_(lambda: processes_that_name(data_dir) == [], "all processes to end")
    await_(lambda: boxes(engine, data_dir) == [], "its boxes to go")
    assert time.monotonic() - begun < 20

    again = ready(operator, CODEROUND_PROBLEMS_DIR=str(bank))
    kept = again.get(f"/api/v1/submissions/{submission['id']}", service.key)[1]
    assert kept["judging"]["state"] != "done"


@pytest.mark.docker
def test_api_and_workers_may_be_started_apart(
    operator: Shell, data_dir: Path, engine: docker.DockerClient
) -> None:
    with RedisServer() as redis:
        # The worker first: it waits for the database to be set up.
        worker = operator.start("worker", "--slots", "1", CODEROUND_REDIS_URL=redis.url)
        api = ready(operator, "--workers", "0", CODEROUND_REDIS_URL=redis.url)
        await_(api.is_ready, "the worker")
        assert api.child("redis-server") == 0
        worker.terminate()
        _, log = worker.communicate(timeout=60)
        assert worker.returncode == 0, log
        await_(lambda: not api.is_ready(), "the API to notice")
        assert api.get("/healthz")[0] == 200
        assert api.end() == 0


@pytest.mark.docker
def test_redis_begins_anew_where_it_cannot_use_its_data(operator: Shell, data_dir: Path) -> None:
    ready(operator).end()
    (log,) = (data_dir / "redis" / "appendonlydir").glob("*.incr.aof")
    log.write_bytes(b"*1\r\n$5\r\nWRONG\r\n" * 10)
    service = ready(operator)
    assert service.is_ready()
    assert (data_dir / "redis" / "appendonlydir.unusable").is_dir()


def test_a_port_in_use_is_the_callers_mistake(operator: Shell) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        outcome = operator.judge("serve", "--port", port)
    assert outcome.code == 2
    assert outcome.err.startswith(f"error: port {port} of 127.0.0.1 is in use")
    assert outcome.out == ""


@pytest.mark.parametrize(
    ("arguments", "changes", "message"),
    [
        (("--host", "no.such.host.invalid"), {}, "cannot listen on no.such.host.invalid"),
        (("--port", "70000"), {}, "port (CODEROUND_PORT)"),
        (("--workers", "many"), {}, "workers"),
        (("--workers", "-1"), {}, "workers"),
        (("--workers", "0"), {}, "CODEROUND_REDIS_URL is not set"),
        ((), {"CODEROUND_REDIS_URL": "nonsense"}, "setting redis_url"),
        ((), {"CODEROUND_DATABASE_URL": "nonsense"}, "setting database_url"),
        ((), {"CODEROUND_DATABASE_URL": "mysql://x/y"}, "setting database_url"),
    ],
)
def test_what_cannot_be_is_refused_with_one_message(
    operator: Shell, arguments: tuple[str, ...], changes: dict[str, str], message: str
) -> None:
    operator.environment |= changes
    outcome = operator.judge("serve", *arguments)
    assert outcome.code == 2, outcome.err
    assert message in outcome.err
    assert "Traceback" not in outcome.err


def test_a_data_folder_that_cannot_be_written_is_told(operator: Shell) -> None:
    outcome = operator.judge("serve", CODEROUND_DATA_DIR="/dev/null/data")
    assert outcome.code == 3
    assert "/dev/null" in outcome.err
    assert "Traceback" not in outcome.err
