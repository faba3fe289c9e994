"""20 tests of one program, done in the ways a user would otherwise do them, interleaved in one run.

    .venv/bin/python -m bench.overhead [--rounds N]

Prints JSON: medians in milliseconds for 20 tests, and ratios to bare `python3`.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from judge.judging.judge import box_spec, judge
from judge.model.checker import ExactSpec
from judge.model.limits import MIB, Limits
from judge.model.problem import (
    MethodSignature,
    Problem,
    ProblemKind,
    Signature,
    TestCase,
    TestGroup,
)
from judge.model.submission import SourceFile, Submission
from judge.model.verdict import Verdict
from judge.sandbox.docker_sandbox import DockerSandbox
from judge.sandbox.images import image_reference

TESTS = 20
LIMITS = Limits(cpu_time_ms=2000, wall_time_ms=5000, memory_bytes=256 * MIB, output_bytes=8 * MIB)
SOLUTIONS = {
    "plain": "def solve(xs):\n    return sum(sorted(xs)[:10])\n",
    "numpy": "import numpy as np\n\ndef solve(xs):\n    return int(np.sort(np.array(xs))[:10].sum())\n",
}
MAIN = "\nimport json, sys\nprint(json.dumps(solve(*json.load(sys.stdin))))\n"
INPUT = json.dumps([list(range(100, 0, -1))])
ANSWER = "55"


def make_problem(folder: Path) -> Problem:
    """A function problem with 20 equal tests."""
    (folder / "1.in").write_text(INPUT)
    (folder / "1.ans").write_text(ANSWER)
    cases = tuple(
        TestCase(
            name=f"secret/{number}",
            group="secret",
            input_path=folder / "1.in",
            answer_path=folder / "1.ans",
            full_feedback=False,
        )
        for number in range(TESTS)
    )
    return Problem(
        name="bench",
        title="bench",
        root=folder,
        digest="0" * 64,
        kind=ProblemKind.FUNCTION,
        signature=Signature(
            entry="solve",
            methods={"solve": MethodSignature(parameters={"xs": "list[int]"}, returns="int")},
        ),
        image="python",
        languages=("python3",),
        limits=LIMITS,
        compile_limits=LIMITS,
        checker=ExactSpec(),
        data=TestGroup(name="secret", cases=cases),
    )


def milliseconds(action: Callable[[], None]) -> float:
    """Wall time of one call."""
    started = time.perf_counter()
    action()
    return (time.perf_counter() - started) * 1000


def run_tests(command: list[str]) -> None:
    """Start a program once for each test and look at its answer."""
    for _ in range(TESTS):
        done = subprocess.run(command, input=INPUT, capture_output=True, text=True, check=True)
        assert done.stdout.strip() == ANSWER, done.stderr


def measure(rounds: int, container_rounds: int) -> dict[str, dict[str, float]]:
    """Run every way `rounds` times, in turns; the two slow ones with containers fewer times."""
    times: dict[str, dict[str, list[float]]] = {stack: {} for stack in SOLUTIONS}
    with tempfile.TemporaryDirectory() as name, DockerExec() as container:
        folder = Path(name)
        problem = make_problem(folder)
        sandbox = DockerSandbox()
        sandbox.prewarm(box_spec(problem))
        ways: dict[str, dict[str, Callable[[], None]]] = {}
        for stack, source in SOLUTIONS.items():
            program = folder / f"solves_with_{stack}.py"
            program.write_text(source + MAIN)
            submission = Submission(
                problem="bench",
                language="python3",
                files=(SourceFile(name="solution.py", content=source.encode()),),
                entry="solution.py",
            )
            text = source + MAIN

            def in_warm_box(submission: Submission = submission) -> None:
                assert judge(problem, submission, sandbox).verdict is Verdict.AC

            ways[stack] = {
                "bare python3": partial(run_tests, [sys.executable, str(program)]),
                "warm box": in_warm_box,
                "docker exec per test": partial(container.run, text),
                "docker run per test": partial(docker_run, text),
            }
        try:
            for round_number in range(-1, rounds):
                for stack, by_name in ways.items():
                    for way, action in by_name.items():
                        if way.startswith("docker") and round_number >= container_rounds:
                            continue
                        took = milliseconds(action)
                        if round_number >= 0:  # the first round only warms caches
                            times[stack].setdefault(way, []).append(took)
        finally:
            sandbox.close()
    return {
        stack: {way: statistics.median(took) for way, took in by_way.items()}
        for stack, by_way in times.items()
    }


def docker_run(text: str) -> None:
    """What many home-made judges do: a container for each test."""
    image = image_reference("python")
    run_tests(
        ["docker", "run", "--rm", "-i", "--network", "none", image, "/usr/bin/python3", "-c", text]
    )


class DockerExec:
    """A container that stays, entered once for each test."""

    def __enter__(self) -> "DockerExec":
        command = ["docker", "run", "-d", "--rm", "--network", "none", image_reference("python")]
        started = subprocess.run(
            [*command, "/bin/sleep", "3600"], capture_output=True, text=True, check=True
        )
        self._id = started.stdout.strip()
        return self

    def run(self, text: str) -> None:
        """Run the tests in it."""
        run_tests(["docker", "exec", "-i", self._id, "/usr/bin/python3", "-c", text])

    def __exit__(self, *_: object) -> None:
        subprocess.run(["docker", "rm", "-f", self._id], capture_output=True, check=True)


def per_test_overhead(repeats: int) -> dict[str, float]:
    """Milliseconds of a test whose program does nothing: in all, and beyond the program's own time.

    The program's own time is the CPU time that the judging reports for it.
    """
    pairs: list[tuple[float, float]] = []
    with tempfile.TemporaryDirectory() as name:
        problem = make_problem(Path(name))
        source = f"def solve(xs):\n    return {ANSWER}\n".encode()
        submission = Submission(
            problem="bench",
            language="python3",
            files=(SourceFile(name="solution.py", content=source),),
            entry="solution.py",
        )
        sandbox = DockerSandbox()
        try:
            for _ in range(repeats + 1):
                started = time.perf_counter()
                judging = judge(problem, submission, sandbox)
                took = (time.perf_counter() - started) * 1000
                assert judging.verdict is Verdict.AC
                own = sum(case.cpu_time_ms or 0.0 for case in judging.cases)
                pairs.append((took / TESTS, (took - own) / TESTS))
        finally:
            sandbox.close()
    warm = pairs[1:]  # the first one started the box
    return {
        "in_all": statistics.median(in_all for in_all, _ in warm),
        "beyond_own_time": statistics.median(beyond for _, beyond in warm),
    }


def measure_all(rounds: int, container_rounds: int) -> dict[str, Any]:
    """Everything of this script."""
    medians = measure(rounds, container_rounds)
    return {
        "medians_ms_for_20_tests": medians,
        "ratio_to_bare": {
            stack: {way: round(took / by_way["bare python3"], 3) for way, took in by_way.items()}
            for stack, by_way in medians.items()
        },
        "overhead_ms_per_test": per_test_overhead(rounds * 2),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--container-rounds", type=int, default=2)
    options = parser.parse_args()
    print(json.dumps(measure_all(options.rounds, options.container_rounds), indent=2))


if __name__ == "__main__":
    main()
