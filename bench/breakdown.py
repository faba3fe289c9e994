"""The way of a submission from POST to verdict, taken apart: elapsed time by phase, processor time by part.

    .venv/bin/python -m bench.breakdown [--rounds N]

Prints JSON: means in milliseconds for a submission of 20 tests with numpy, one after the other, one worker.
Phases are what the service itself measures (`/metrics`); what a POST takes beyond them is HTTP, the
transaction that accepts it and the way of the answer. Processor time is from `/proc` and the box's cgroup.
"""

import argparse
import json
import os
import statistics
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docker
from prometheus_client.parser import text_string_to_metric_families

from bench.common import end_on_sigterm, milliseconds, positive
from bench.memory import NotReadable, cgroup_folder
from bench.programs import make_problem
from bench.serving import Served, push_problem, serving
from judge.checkers.factory import open_checker
from judge.model.problem import cases_of
from judge.sandbox.docker_sandbox import OWNER_LABEL, DockerSandbox

PHASES = ("queue", "claim", "compile", "run", "record")
_METRIC = "coderound_judging_phase_seconds"
_ENGINE = ("dockerd", "containerd", "containerd-shim")
_TICK_MS = 1000 / os.sysconf("SC_CLK_TCK")
_CHECKS = 1000


def measure(rounds: int) -> dict[str, Any]:
    """Everything of this script."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with serving(folder, workers=1) as served:
            client = served.client()
            push_problem(client, folder)
            for _ in range(5):
                client.judged()
            phases, used = _phases_ms(served), _used_ms(served)
            posts, in_box = [], []
            for _ in range(rounds):
                began = time.perf_counter()
                done = client.judged()
                posts.append((time.perf_counter() - began) * 1000)
                cases = done["judging"]["result"]["cases"]
                in_box.append(sum(case["wall_time_ms"] for case in cases))
            mean = {
                phase: (after - phases[phase]) / rounds
                for phase, after in _phases_ms(served).items()
            }
            processors = {
                part: (after - used.get(part, 0.0)) / rounds
                for part, after in _used_ms(served).items()
            }
    post = statistics.mean(posts)
    return {
        "rounds": rounds,
        "post_ms": post,
        "phases_ms": {phase: mean[phase] for phase in PHASES},
        "rest_ms": post - sum(mean.values()),
        "tests_in_box_ms": statistics.mean(in_box),
        "check_ms": check_ms() * len(cases),
        "processor_ms": processors,
    }


def check_ms() -> float:
    """What checking one answer takes."""
    with tempfile.TemporaryDirectory() as name:
        problem = make_problem(Path(name))
        (case, *_) = cases_of(problem.data)
        given, answer = case.read_input(), case.read_answer()
        with open_checker(problem.checker, DockerSandbox(), problem.image) as checker:
            took = milliseconds(
                lambda: [checker.check(given, answer, answer) for _ in range(_CHECKS)]
            )
    return took / _CHECKS


def _phases_ms(served: Served) -> dict[str, float]:
    """What all judgings together have spent in each phase."""
    with urllib.request.urlopen(f"http://127.0.0.1:{served.port}/metrics") as answer:
        text = answer.read().decode()
    return {
        sample.labels["phase"]: sample.value * 1000
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        if sample.name == f"{_METRIC}_sum"
    }


def _used_ms(served: Served) -> dict[str, float]:
    """Processor time that each part has used."""
    used: dict[str, float] = {}
    for name, ticks in [*_service(served.pid), *_engine()]:
        used[name] = used.get(name, 0.0) + ticks * _TICK_MS
    used["box"] = sum(map(_box_ms, _box_pids()))
    return used


def _service(pid: int) -> Iterator[tuple[str, int]]:
    """The processes of the service."""
    folder = Path(f"/proc/{pid}")
    yield ("service: " + (folder / "comm").read_text().strip(), _ticks(folder))
    for child in (folder / "task" / str(pid) / "children").read_text().split():
        yield from _service(int(child))


def _engine() -> Iterator[tuple[str, int]]:
    """The engine's processes, those of the boxes apart."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            # The kernel cuts names at 15 characters.
            if (folder / "comm").read_text().strip() in [name[:15] for name in _ENGINE]:
                yield "engine", _ticks(folder)
        except OSError:
            continue


def _ticks(folder: Path) -> int:
    """Of a process: in user mode and in the kernel (fields 14 and 15 of `stat`)."""
    fields = (folder / "stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def _box_pids() -> list[int]:
    client = docker.from_env()
    try:
        boxes = client.containers.list(filters={"label": OWNER_LABEL})
        return [int(box.attrs["State"]["Pid"]) for box in boxes]
    finally:
        client.close()


def _box_ms(pid: int) -> float:
    """Of a box, every process that ever ran in it."""
    text = Path(f"/proc/{pid}/cgroup").read_text()
    for line in text.splitlines():
        _, controllers, path = line.split(":", 2)
        if "cpuacct" in controllers.split(","):
            usage = Path("/sys/fs/cgroup/cpuacct") / path.lstrip("/") / "cpuacct.usage"
            return int(usage.read_text()) / 1e6
    stat = (cgroup_folder(text) / "cpu.stat").read_text().split()
    if "usage_usec" not in stat:
        raise NotReadable("no processor time of the box's cgroup")
    return int(stat[stat.index("usage_usec") + 1]) / 1e3


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=positive, default=200)
    options = parser.parse_args()
    end_on_sigterm()
    print(json.dumps(measure(options.rounds), indent=2))


if __name__ == "__main__":
    main()
