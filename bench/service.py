"""The whole service over HTTP: from POST to verdict, submissions per second, reads with many rows.

    .venv/bin/python -m bench.service [--rounds N] [--submissions N]

Prints JSON. Everything is started for it and removed again: `judge serve` with SQLite and a Redis of its
own. Latency is measured in turns of twenty with judging the same submission in this process, and with bare
`python3`.
"""

import argparse
import http.client
import io
import json
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.command import write_package
from bench.overhead import MAIN, SOLUTIONS, make_problem, milliseconds, run_tests
from judge.judging.judge import judge
from judge.model.submission import SourceFile, Submission
from judge.model.verdict import Verdict
from judge.sandbox.docker_sandbox import DockerSandbox

JUDGE = str(Path(sys.executable).parent / "judge")
_START_S = 60
_IN_A_ROW = 20
"""Turns are this long: two boxes used one after the other lose a quarter to the processor's caches."""

_KEY = re.compile(r"\bcr_\w+")
_URL = re.compile(r"http://127\.0\.0\.1:(\d+)")


class Client:
    """One connection to the service, kept open."""

    def __init__(self, port: int, key: str) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._headers = {"Authorization": f"Bearer {key}"}

    def ask(
        self, method: str, path: str, body: bytes | None = None, kind: str = "application/json"
    ) -> Any:
        """The JSON of an answer, which has to be a success."""
        headers = self._headers | ({"Content-Type": kind} if body is not None else {})
        self._connection.request(method, f"/api/v1{path}", body, headers)
        answer = self._connection.getresponse()
        content = answer.read()
        assert answer.status < 300, f"{method} {path}: {answer.status} {content[:500]!r}"
        return json.loads(content)


@contextmanager
def serving(folder: Path, workers: int, **settings: str) -> Iterator[tuple[int, str]]:
    """`judge serve` on a free port, with an empty problems folder; gives its port and admin key."""
    (folder / "problems").mkdir(exist_ok=True)
    environment = os.environ | {
        "CODEROUND_DATA_DIR": str(folder / "data"),
        "CODEROUND_PROBLEMS_DIR": str(folder / "problems"),
        "CODEROUND_LOG_LEVEL": "warning",
        "CODEROUND_QUEUE_CAP": "1000000",
        "CODEROUND_SUBMISSIONS_PER_MINUTE": "1000000",
        **settings,
    }
    command = [JUDGE, "serve", "--port", "0", "--workers", str(workers)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    assert process.stdout is not None
    try:
        said = ""
        port = key = None
        while port is None:
            line = process.stdout.readline()
            assert line, f"judge serve ended: {said}"
            said += line
            key = key or next(iter(_KEY.findall(line)), None)
            ready = _URL.search(line)
            port = int(ready[1]) if ready and "ready" in line else None
        assert key is not None, said
        yield port, key
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=_START_S)


def push_problem(client: Client, folder: Path) -> None:
    """Upload a package of 20 equal tests and wait until it is published."""
    package = folder / "bench"
    package.mkdir()
    write_package(package)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path in sorted(package.rglob("*")):
            archive.write(path, str(path.relative_to(folder)))
    client.ask("POST", "/problems", packed.getvalue(), "application/zip")
    deadline = time.monotonic() + _START_S
    while True:
        states = [item["state"] for item in client.ask("GET", "/problems/bench/versions")["items"]]
        if "published" in states:
            return
        assert "rejected" not in states, states
        assert time.monotonic() < deadline, states
        time.sleep(0.2)


def submission_body(note: int) -> bytes:
    """A solution nobody has sent before."""
    source = SOLUTIONS["numpy"] + f"# {note}\n"
    return json.dumps({"problem": "bench", "language": "python3", "source": source}).encode()


def latency(client: Client, folder: Path, rounds: int) -> dict[str, Any]:
    """From POST to verdict, in turns with judging in this process and, less often, with no sandbox."""
    problem = make_problem(folder)
    file = SourceFile(name="solution.py", content=SOLUTIONS["numpy"].encode())
    submission = Submission(problem="bench", language="python3", files=(file,), entry="solution.py")
    program = folder / "bare.py"
    program.write_text(SOLUTIONS["numpy"] + MAIN)
    times: dict[str, list[float]] = {"post": [], "in process": [], "bare": []}

    def post() -> None:
        done = client.ask("POST", "/submissions?wait=30", submission_body(time.time_ns()))
        assert done["verdict"] == "AC", done

    def in_process() -> None:
        assert judge(problem, submission, sandbox).verdict is Verdict.AC

    sandbox = DockerSandbox()
    try:
        for _ in range(3):
            post()
            in_process()
        for _ in range(rounds // _IN_A_ROW):
            times["post"] += [milliseconds(post) for _ in range(_IN_A_ROW)]
            times["in process"] += [milliseconds(in_process) for _ in range(_IN_A_ROW)]
            times["bare"].append(milliseconds(lambda: run_tests([sys.executable, str(program)])))
    finally:
        sandbox.close()
    medians = {name: statistics.median(values) for name, values in times.items()}
    return {
        "rounds": rounds,
        "post_to_verdict_ms": {"p50": medians["post"], "p99": percentile(times["post"], 0.99)},
        "judging_in_process_ms": {
            "p50": medians["in process"],
            "p99": percentile(times["in process"], 0.99),
        },
        "bare_python_ms": medians["bare"],
        "ratio_to_judging_in_process": medians["post"] / medians["in process"],
        "ratio_to_bare": medians["post"] / medians["bare"],
    }


def percentile(values: list[float], share: float) -> float:
    """The value that `share` of the values do not exceed."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def throughput(port: int, key: str, count: int, clients: int, bare_s: float) -> dict[str, Any]:
    """Submissions per second, from the first POST to the last verdict, and how many were lost.

    Args:
        bare_s: how long bare `python3` takes for the tests of one submission, on one processor.
    """
    ids: list[str] = []
    lock = threading.Lock()
    numbers = iter(range(count))

    def send() -> None:
        client = Client(port, key)
        while True:
            with lock:
                number = next(numbers, None)
            if number is None:
                return
            sent = client.ask("POST", "/submissions", submission_body(number))
            with lock:
                ids.append(sent["id"])

    started = time.perf_counter()
    threads = [threading.Thread(target=send) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    accepted_s = time.perf_counter() - started
    client = Client(port, key)
    for state in ("queued", "compiling", "running"):
        while client.ask("GET", f"/submissions?state={state}&limit=1")["items"]:
            time.sleep(0.5 if state == "queued" else 0.02)
    done_s = time.perf_counter() - started
    verdicts: dict[str, int] = {}
    for each in ids:
        found = client.ask("GET", f"/submissions/{each}")
        if found["state"] == "done":
            verdicts[found["verdict"]] = verdicts.get(found["verdict"], 0) + 1
    return {
        "submissions": count,
        "accepted_per_s": count / accepted_s,
        "judged_per_s": count / done_s,
        "judged_per_bare_run": count / done_s * bare_s,
        "verdicts": verdicts,
        "lost": count - sum(verdicts.values()),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--submissions", type=int, default=1000)
    options = parser.parse_args()
    print(json.dumps(measure(options.rounds, options.submissions), indent=2))


def measure(rounds: int, submissions: int) -> dict[str, Any]:
    """Latency and throughput of a service with two workers."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with serving(folder, workers=2) as (port, key):
            client = Client(port, key)
            push_problem(client, folder)
            waited = latency(client, folder, rounds)
            bare_s = waited["bare_python_ms"] / 1000
            return {
                "latency": waited,
                "throughput": throughput(port, key, submissions, clients=4, bare_s=bare_s),
            }


if __name__ == "__main__":
    main()
