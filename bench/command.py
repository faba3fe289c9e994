"""What a person waits for at a shell: verdicts, verification, a worker's start, a set-up with nothing to do.

    .venv/bin/python -m bench.command

Prints JSON: medians in seconds. All data are kept in a folder of the benchmark's own.
"""

import argparse
import json
import statistics
import subprocess
import tempfile
import time
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from bench.common import end_on_sigterm, milliseconds
from bench.programs import write_package
from bench.serving import JUDGE, environment_of, push_problem, serving, started, submission_body
from tests.servers import RedisServer

_ROOT = Path(__file__).parents[1]
VERIFIED = "interval-merge"
RUN, VERIFY, SETUP, WORKER = (
    "judge run, 20 tests",
    f"judge problem verify {VERIFIED}",
    "scripts/setup, nothing missing",
    "judge worker, start to first verdict",
)


def measure(runs: int, verifications: int, setups: int, workers: int) -> dict[str, float]:
    """Medians of all of them; what verified data need is in the cache already."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = environment_of(folder)
        package = folder / "bench"
        package.mkdir()
        run = [JUDGE, "run", str(package), str(write_package(package))]
        interval_merge = _ROOT / "problems" / VERIFIED
        solution = interval_merge / "submissions/accepted/sort_then_sweep.py"
        verify = [JUDGE, "problem", "verify", str(interval_merge)]
        for command in (run, [JUDGE, "run", str(interval_merge), str(solution)]):
            _seconds(command, environment)
        return {
            RUN: statistics.median(_seconds(run, environment) for _ in range(runs)),
            VERIFY: statistics.median(_seconds(verify, environment) for _ in range(verifications)),
            SETUP: statistics.median(
                _seconds([str(_ROOT / "scripts/setup")], environment) for _ in range(setups)
            ),
            WORKER: worker_start_s(workers),
        }


def _seconds(command: list[str], environment: Mapping[str, str]) -> float:
    """Wall time of a command that has to succeed."""
    run = partial(
        subprocess.run, command, env=environment, stdout=subprocess.DEVNULL, check=True, cwd=_ROOT
    )
    return milliseconds(run) / 1000


def worker_start_s(starts: int) -> float:
    """From the start of `judge worker` to the verdict of a submission that waits for it.

    The package is on the host already, as on a host that judged before; the boxes are started anew.
    """
    took: list[float] = []
    with tempfile.TemporaryDirectory() as name, RedisServer() as redis:
        folder = Path(name)
        worker = [JUDGE, "worker", "--slots", "1"]
        with serving(folder, workers=0, CODEROUND_REDIS_URL=redis.url) as served:
            client = served.client()
            with started(worker, served.environment):
                push_problem(client, folder)
                client.judged()
            for number in range(starts):
                sent = client.ask("POST", "/submissions", submission_body(number))
                began = time.perf_counter()
                with started(worker, served.environment):
                    path = f"/submissions/{sent['id']}"
                    while (found := client.ask("GET", path))["state"] != "done":
                        time.sleep(0.005)
                    took.append(time.perf_counter() - began)
                assert found["verdict"] == "AC", found
    return statistics.median(took)


def main() -> None:
    argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0]).parse_args()
    end_on_sigterm()
    print(json.dumps(measure(runs=7, verifications=3, setups=3, workers=5), indent=2))


if __name__ == "__main__":
    main()
