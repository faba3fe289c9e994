"""The program that most benchmarks judge, its tests, and how it is run with no sandbox at all."""

import json
import subprocess
import sys
import zipfile
from functools import partial
from pathlib import Path
from typing import BinaryIO

from bench.common import milliseconds
from judge.judging.judge import judge
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
from judge.model.submission import Judging, SourceFile, Submission
from judge.model.verdict import Verdict
from judge.sandbox.port import Sandbox

TESTS = 20
LIMITS = Limits(cpu_time_ms=2000, wall_time_ms=5000, memory_bytes=256 * MIB, output_bytes=8 * MIB)
SOLUTIONS = {
    "plain": "def solve(xs):\n    return sum(sorted(xs)[:10])\n",
    "numpy": "import numpy as np\n\ndef solve(xs):\n    return int(np.sort(np.array(xs))[:10].sum())\n",
    "torch": "import torch\n\ndef solve(xs):\n    return int(torch.tensor(xs).sort().values[:10].sum())\n",
}
NOTHING = "def solve(xs):\n    return 55\n"
"""A solution that does nothing."""

MAIN = "\nimport json, sys\nprint(json.dumps(solve(*json.load(sys.stdin))))\n"
"""Behind a solution it makes a program that does by itself what the judge does for it."""

INPUT = json.dumps([list(range(100, 0, -1))])
ANSWER = "55"

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


def make_problem(
    folder: Path,
    *,
    tests: int = TESTS,
    image: str = "python",
    given: str = INPUT,
    answer: str = ANSWER,
    limits: Limits = LIMITS,
) -> Problem:
    """A function problem with so many equal tests, whose data are written into the folder."""
    (folder / "1.in").write_text(given)
    (folder / "1.ans").write_text(answer)
    cases = tuple(
        TestCase(
            name=f"secret/{number}",
            group="secret",
            input_path=folder / "1.in",
            answer_path=folder / "1.ans",
            full_feedback=False,
        )
        for number in range(tests)
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
        image=image,
        languages=("python3",),
        limits=limits,
        compile_limits=LIMITS,
        checker=ExactSpec(),
        data=TestGroup(name="secret", cases=cases),
    )


def submission_of(source: str) -> Submission:
    """A solution as it is submitted."""
    file = SourceFile(name="solution.py", content=source.encode())
    return Submission(problem="bench", language="python3", files=(file,), entry=file.name)


def accepted(problem: Problem, submission: Submission, sandbox: Sandbox) -> Judging:
    """Judge a submission that has to be right."""
    judging = judge(problem, submission, sandbox)
    assert judging.verdict is Verdict.AC, judging
    return judging


def run_tests(command: list[str], tests: int = TESTS) -> None:
    """Start a program once for each test and look at its answer."""
    for _ in range(tests):
        done = subprocess.run(command, input=INPUT, capture_output=True, text=True, check=True)
        assert done.stdout.strip() == ANSWER, done.stderr


def run_given(text: str, given: Path) -> None:
    """Run a program once on a file as its input, and look at its answer."""
    with given.open("rb") as content:
        command = [sys.executable, "-c", text]
        done = subprocess.run(command, stdin=content, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ANSWER, done.stderr


def bare_ms(folder: Path, stack: str) -> float:
    """What one submission's tests take with no sandbox: *bare*."""
    program = folder / f"bare_{stack}.py"
    program.write_text(SOLUTIONS[stack] + MAIN)
    return milliseconds(partial(run_tests, [sys.executable, str(program)]))


def write_package(folder: Path, *, tests: int = TESTS, name: str = "Bench") -> Path:
    """A package of equal small tests, the first of them a sample; returns its accepted solution."""
    solution = folder / "submissions" / "accepted" / "solution.py"
    solution.parent.mkdir(parents=True)
    solution.write_text(SOLUTIONS["numpy"])
    (folder / "problem.yaml").write_text(_PROBLEM_YAML.replace("Bench", name))
    (folder / "judge.yaml").write_text(_JUDGE_YAML)
    (folder / "statement").mkdir()
    (folder / "statement" / "problem.en.md").write_text("Sum of the ten smallest.\n")
    for number in range(tests):
        data = folder / "data" / ("sample" if number == 0 else "secret")
        data.mkdir(parents=True, exist_ok=True)
        (data / f"{number:02}.in").write_text(INPUT)
        (data / f"{number:02}.ans").write_text(ANSWER)
    return solution


def zip_package(package: Path, target: BinaryIO) -> None:
    """Write a package's archive, as it is uploaded."""
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(package.rglob("*")):
            archive.write(path, str(path.relative_to(package.parent)))
