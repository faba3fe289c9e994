"""How often is the growth of known solutions named right?

    .venv/bin/python -m bench.growth [--runs N] [--busy] [--only PROBLEM]

`bench/growth/PROBLEM/` holds solutions that take time of order n, n log n and n². Each is measured as a
judging measures it, in turns with the others. With `--busy` all processors but one have something else to
do. Prints JSON: for each solution how often which model was named, and the share of the right ones.
"""

import argparse
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from judge.judging.judge import box_spec
from judge.judging.measure_complexity import measure_complexity
from judge.judging.timed_work import Stopwatch
from judge.model.problem import Problem
from judge.model.submission import Complexity, Submission
from judge.package.build import build_problem
from judge.package.load import load_package
from judge.package.submissions import submission_of_source
from judge.sandbox.docker_sandbox import DockerSandbox
from judge.sandbox.port import Sandbox

SOLUTIONS = Path(__file__).with_suffix("")
PROBLEMS = Path(__file__).parents[1] / "problems"
ORDERS = {"n": "n", "n_log_n": "n log n", "n_squared": "n²"}
NOTHING = "not enough signal"


def problems(sandbox: Sandbox, cache_dir: Path, only: str | None = None) -> list[Problem]:
    """The problems with known solutions, built."""
    names = sorted(path.name for path in SOLUTIONS.iterdir() if path.is_dir())
    return [
        build_problem(load_package(PROBLEMS / name), sandbox, cache_dir)
        for name in names
        if only in (None, name)
    ]


def known(problem: Problem) -> dict[str, Submission]:
    """Solutions of a problem by the model of their growth."""
    folder = SOLUTIONS / problem.name
    return {
        model: submission_of_source((folder / f"{name}.py").read_bytes(), problem)
        for name, model in ORDERS.items()
    }


def measured(problem: Problem, submission: Submission, sandbox: Sandbox) -> Complexity | None:
    """The growth of a submission, as a judging finds it."""
    assert problem.runtime is not None
    assert problem.runtime.scaling is not None
    with sandbox.box(box_spec(problem)) as box:
        watch = Stopwatch(problem, box)
        program = watch.compiled(submission)
        return measure_complexity(problem, problem.runtime.scaling, watch, program)


@contextlib.contextmanager
def busy(processes: int) -> Iterator[None]:
    """Processes with something else to do."""
    # Processes of one session may share one turn (CONFIG_SCHED_AUTOGROUP).
    command = [sys.executable, "-c", "while True: pass"]
    others = [subprocess.Popen(command, start_new_session=True) for _ in range(processes)]
    try:
        yield
    finally:
        for other in others:
            other.kill()
            other.wait()


def measure(runs: int, only: str | None) -> dict[str, Any]:
    """Every solution so often, in turns."""
    named: dict[str, Counter[str]] = {}
    took_s: dict[str, list[float]] = {}
    sandbox = DockerSandbox()
    try:
        with tempfile.TemporaryDirectory() as cache:
            built = problems(sandbox, Path(cache), only)
            for _ in range(runs):
                for problem in built:
                    for model, submission in known(problem).items():
                        began = time.monotonic()
                        found = measured(problem, submission, sandbox)
                        name = f"{problem.name}: {model}"
                        said = found.model if found and found.model else NOTHING
                        named.setdefault(name, Counter())[said] += 1
                        took_s.setdefault(name, []).append(time.monotonic() - began)
    finally:
        sandbox.close()
    return {
        name: {
            "right": said[name.partition(": ")[2]] / runs,
            "named": dict(said),
            "median_s": round(median(took_s[name]), 2),
        }
        for name, said in named.items()
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--busy", action="store_true", help="keep all processors but one busy")
    parser.add_argument("--only", metavar="PROBLEM")
    options = parser.parse_args()
    with busy((os.cpu_count() or 1) - 1 if options.busy else 0):
        result = measure(options.runs, options.only)
    print(json.dumps(result, indent=2, ensure_ascii=False))


if __name__ == "__main__":
    main()
