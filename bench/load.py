"""Does a loaded host make a right solution too slow?

    .venv/bin/python -m bench.load [--judgings N] [--workers N] [--jobs N] [--load spin|memory]

A solution whose work takes half of its CPU time limit on the quiet host is judged again and again, in several
boxes at once as by several workers, while other processes keep every processor busy. The work is a number of
rounds that is found first and never changes: a solution that looked at the clock would be on time anywhere.

Prints JSON: the verdicts, of which all should be AC, and the tests' CPU times as shares of the limit.
"""

import argparse
import json
import os
import statistics
import tempfile
import threading
import time
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bench.common import Load, busy, end_on_sigterm, percentile, positive
from bench.programs import INPUT, accepted, make_problem, submission_of
from judge.judging.judge import judge
from judge.model.limits import MIB, Limits, default_wall_time_ms
from judge.model.problem import Problem
from judge.model.submission import Submission
from judge.sandbox.docker_sandbox import DockerSandbox

SHARE = 0.5
"""Of the limit, what the solution takes on the quiet host."""
_FIRST_ROUNDS = 200_000
_CALIBRATIONS = 7
_WORK = """\
def solve(xs):
    state = 1
    for _ in range({rounds}):
        state = (1103515245 * state + 12345) % 2147483648
    return 55 if state else 0
"""


@dataclass(frozen=True)
class Plan:
    """What is judged how often, beside what.

    Attributes:
        workers: judgings under way at once, each in a box of its own.
        jobs: busy processes on each processor.
    """

    judgings: int
    workers: int
    jobs: int
    load: Load
    limit_ms: int


def measure(plan: Plan) -> dict[str, Any]:
    """Find the work, then judge it under load."""
    limits = Limits(
        cpu_time_ms=plan.limit_ms,
        wall_time_ms=default_wall_time_ms(plan.limit_ms),
        memory_bytes=256 * MIB,
        output_bytes=MIB,
    )
    cpus = sorted(os.sched_getaffinity(0)) * plan.jobs
    sandbox = DockerSandbox(max_idle=plan.workers)
    try:
        with tempfile.TemporaryDirectory() as name:
            problem = make_problem(Path(name), tests=1, given=INPUT, limits=limits)
            rounds, quiet_ms = calibrated(problem, sandbox, plan.limit_ms * SHARE)
            submission = submission_of(_WORK.format(rounds=rounds))
            began = time.monotonic()
            with busy(cpus, plan.load):
                verdicts, times_ms = _judged(problem, submission, sandbox, plan)
    finally:
        sandbox.close()
    return {
        "plan": asdict(plan),
        "rounds": rounds,
        "quiet_share_of_limit": quiet_ms / plan.limit_ms,
        **outcome(verdicts, times_ms, plan.limit_ms),
        "took_s": time.monotonic() - began,
    }


def outcome(verdicts: Counter[str], times_ms: list[float], limit_ms: float) -> dict[str, Any]:
    """What the judgings say."""
    shares = [each / limit_ms for each in times_ms]
    return {
        "judged": sum(verdicts.values()),
        "verdicts": dict(verdicts),
        "turned": sum(verdicts.values()) - verdicts["AC"],
        "cpu_time_share_of_limit": {
            "p50": statistics.median(shares),
            "p99": percentile(shares, 0.99),
            "most": max(shares),
        },
    }


def calibrated(problem: Problem, sandbox: DockerSandbox, wanted_ms: float) -> tuple[int, float]:
    """How many rounds take so much CPU time on the host as it is, and what they do take."""

    def took_ms(rounds: int) -> float:
        submission = submission_of(_WORK.format(rounds=rounds))
        return statistics.median(
            accepted(problem, submission, sandbox).cases[0].cpu_time_ms or 0.0
            for _ in range(_CALIBRATIONS)
        )

    rounds = _FIRST_ROUNDS
    for _ in range(2):  # the first time is short, and rests on a processor that wakes up
        rounds = int(rounds * wanted_ms / took_ms(rounds))
    return rounds, took_ms(rounds)


def _judged(
    problem: Problem, submission: Submission, sandbox: DockerSandbox, plan: Plan
) -> tuple[Counter[str], list[float]]:
    """Verdicts and CPU times of all judgings."""
    verdicts: Counter[str] = Counter()
    times_ms: list[float] = []
    lock, numbers = threading.Lock(), iter(range(plan.judgings))

    def work() -> None:
        while True:
            with lock:
                if next(numbers, None) is None:
                    return
            judging = judge(problem, submission, sandbox)
            with lock:
                verdicts[judging.verdict.value] += 1
                times_ms.append(judging.cases[0].cpu_time_ms or 0.0)

    threads = [threading.Thread(target=work, daemon=True) for _ in range(plan.workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return verdicts, times_ms


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--judgings", type=positive, default=1000)
    parser.add_argument("--workers", type=positive, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--jobs", type=positive, default=1, help="busy processes on each processor")
    parser.add_argument("--load", choices=("spin", "memory"), default="spin")
    parser.add_argument(
        "--limit-ms", type=positive, default=500, help="the solution's CPU time limit"
    )
    options = parser.parse_args()
    end_on_sigterm()
    plan = Plan(options.judgings, options.workers, options.jobs, options.load, options.limit_ms)
    print(json.dumps(measure(plan), indent=2))


if __name__ == "__main__":
    main()
