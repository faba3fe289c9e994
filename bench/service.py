"""The whole service over HTTP: from POST to verdict, and submissions per second.

    .venv/bin/python -m bench.service [--rounds N] [--submissions N]

Prints JSON. Everything is started for it and removed again: `judge serve` with SQLite and a Redis of its
own. Latency is measured in turns of twenty with judging the same submission in this process, and with bare
`python3`.
"""

import argparse
import json
import statistics
import tempfile
import threading
import time
from functools import partial
from pathlib import Path
from typing import Any

from bench.common import end_on_sigterm, growth, milliseconds, positive, summary_ms
from bench.programs import SOLUTIONS, accepted, bare_ms, make_problem, submission_of
from bench.serving import Served, push_problem, serving, submission_body
from judge.sandbox.docker_sandbox import DockerSandbox

WORKERS = (1, 2, 4)
"""The middle one is the service of the budget, and judges all the submissions."""
_MAIN_WORKERS = 2
_IN_A_ROW = 20
"""Turns are this long: two boxes used one after the other lose a quarter to the processor's caches."""
_CLIENTS = 4


def measure(rounds: int, submissions: int, fewer: int) -> dict[str, Any]:
    """Latency with two workers, and throughput with one, two and four.

    Args:
        submissions: to two workers.
        fewer: to the other numbers of workers.
    """
    throughputs: dict[str, Any] = {}
    waited: dict[str, Any] = {}
    for workers in sorted(WORKERS, key=lambda count: count != _MAIN_WORKERS):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            with serving(folder, workers) as served:
                client = served.client()
                push_problem(client, folder)
                for _ in range(3 * workers):
                    client.judged()
                if workers == _MAIN_WORKERS:
                    waited = latency(served, folder, rounds)
                count = submissions if workers == _MAIN_WORKERS else fewer
                throughputs[str(workers)] = throughput(served, folder, count)
    ordered = {str(workers): throughputs[str(workers)] for workers in WORKERS}
    return {
        "latency": waited,
        "throughput": ordered,
        "throughput_growth": growth([each["judged_per_s"] for each in ordered.values()]),
    }


def latency(served: Served, folder: Path, rounds: int) -> dict[str, Any]:
    """From POST to verdict, in turns with judging in this process and, less often, with no sandbox."""
    problem = make_problem(folder)
    submission = submission_of(SOLUTIONS["numpy"])
    posts: list[float] = []
    in_process: list[float] = []
    bare: list[float] = []
    client = served.client()
    sandbox = DockerSandbox()
    try:
        judged = partial(accepted, problem, submission, sandbox)
        for _ in range(3):
            judged()
        for _ in range(rounds // _IN_A_ROW):
            client.judged()  # connects anew
            posts += [milliseconds(client.judged) for _ in range(_IN_A_ROW)]
            in_process += [milliseconds(judged) for _ in range(_IN_A_ROW)]
            bare.append(bare_ms(folder, "numpy"))
    finally:
        sandbox.close()
    bare_python_ms = statistics.median(bare)
    post, inside = summary_ms(posts), summary_ms(in_process)
    return {
        "rounds": len(posts),
        "post_to_verdict_ms": post,
        "judging_in_process_ms": inside,
        "bare_python_ms": bare_python_ms,
        "post_to_bare": {name: took / bare_python_ms for name, took in post.items()},
        "in_process_to_bare": {name: took / bare_python_ms for name, took in inside.items()},
    }


def throughput(served: Served, folder: Path, count: int) -> dict[str, Any]:
    """Submissions per second, from the first POST to the last verdict, and how many were lost.

    Bare `python3` runs the tests of one submission on the idle host, right before and right after it.
    """
    before_ms = bare_ms(folder, "numpy")
    started = time.perf_counter()
    ids = _sent(served, count)
    accepted_s = time.perf_counter() - started
    client = served.client()
    for state in ("queued", "compiling", "running"):
        while client.ask("GET", f"/submissions?state={state}&limit=1")["items"]:
            time.sleep(0.5 if state == "queued" else 0.02)
    done_s = time.perf_counter() - started
    bare_python_ms = statistics.mean((before_ms, bare_ms(folder, "numpy")))
    verdicts: dict[str, int] = {}
    for each in ids:
        found = client.ask("GET", f"/submissions/{each}")
        if found["state"] == "done":
            verdicts[found["verdict"]] = verdicts.get(found["verdict"], 0) + 1
    return {
        "submissions": count,
        "accepted_per_s": count / accepted_s,
        "judged_per_s": count / done_s,
        "bare_python_ms": bare_python_ms,
        "judged_per_bare_run": count / done_s * bare_python_ms / 1000,
        "verdicts": verdicts,
        "lost": count - sum(verdicts.values()),
    }


def _sent(served: Served, count: int) -> list[str]:
    """Send so many submissions with a few clients at once; their ids."""
    ids: list[str] = []
    lock = threading.Lock()
    numbers = iter(range(count))

    def send() -> None:
        client = served.client()
        while True:
            with lock:
                number = next(numbers, None)
            if number is None:
                return
            sent = client.ask("POST", "/submissions", submission_body(number))
            with lock:
                ids.append(sent["id"])

    threads = [threading.Thread(target=send, daemon=True) for _ in range(_CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ids


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--rounds", type=positive, default=100, help="submissions that are waited for"
    )
    parser.add_argument("--submissions", type=positive, default=1000, help="to two workers")
    parser.add_argument("--fewer", type=positive, default=100, help="to one worker, and to four")
    options = parser.parse_args()
    end_on_sigterm()
    print(json.dumps(measure(options.rounds, options.submissions, options.fewer), indent=2))


if __name__ == "__main__":
    main()
