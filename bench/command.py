"""The command line as a person waits for it: from the shell to the verdict.

    .venv/bin/python -m bench.command

Prints JSON: medians in seconds.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.overhead import ANSWER, INPUT, SOLUTIONS, TESTS

PROBLEMS = Path(__file__).parents[1] / "problems"
JUDGE = str(Path(sys.executable).parent / "judge")
_JUDGE_YAML = """\
kind: function
entry: solve
signature: {xs: "list[int]", returns: int}
compare: exact
model_solution: accepted/solution.py
"""
_PROBLEM_YAML = """\
problem_format_version: "2025-09"
name: Bench
uuid: 8f5a1d40-7c1c-4a53-9d0e-2f2a54b0c0de
limits: {time_limit: 2.0}
"""


def seconds(command: list[str]) -> float:
    """Wall time of a command that has to succeed."""
    started = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - started


def write_package(folder: Path) -> Path:
    """A package of 20 equal small tests; returns its accepted solution."""
    solution = folder / "submissions" / "accepted" / "solution.py"
    solution.parent.mkdir(parents=True)
    solution.write_text(SOLUTIONS["numpy"])
    (folder / "problem.yaml").write_text(_PROBLEM_YAML)
    (folder / "judge.yaml").write_text(_JUDGE_YAML)
    (folder / "statement").mkdir()
    (folder / "statement" / "problem.en.md").write_text("Sum of the ten smallest.\n")
    for number in range(TESTS):
        group = "sample" if number == 0 else "secret"
        data = folder / "data" / group
        data.mkdir(parents=True, exist_ok=True)
        (data / f"{number:02}.in").write_text(INPUT)
        (data / f"{number:02}.ans").write_text(ANSWER)
    return solution


def measure(runs: int, verifications: int) -> dict[str, float]:
    """Medians of both commands, the data of the verified package already in the cache."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "bench"
        folder.mkdir()
        run = [JUDGE, "run", str(folder), str(write_package(folder))]
        verify = [JUDGE, "problem", "verify", str(PROBLEMS / "interval-merge")]
        seconds(run)
        return {
            "judge run, 20 tests": statistics.median(seconds(run) for _ in range(runs)),
            "judge problem verify interval-merge": statistics.median(
                seconds(verify) for _ in range(verifications)
            ),
        }


if __name__ == "__main__":
    print(json.dumps(measure(runs=7, verifications=3), indent=2))
