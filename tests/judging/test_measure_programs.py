"""Programs that read stdin against the reference, in a real box: all that they do is their work."""

import json
from collections.abc import Callable

import pytest

from judge.judging.judge import judge
from judge.model.problem import Problem
from judge.model.submission import Judging
from judge.model.verdict import Verdict
from judge.package.build import build_problem
from judge.package.load import load_package
from judge.package.submissions import submission_of_source
from judge.sandbox.local_sandbox import LocalSandbox
from judge.sandbox.port import Sandbox

pytestmark = pytest.mark.docker

SCALING = '{case: "numbers.py {n}", sizes: [4000, 8000, 16000, 32000, 64000], expect: n}'
FILES = {
    "problem.yaml": """\
problem_format_version: "2025-09"
type: scoring
name: {en: Total}
uuid: 3c2a1a66-6a4f-4f3b-9a5c-0d7f5a5b6c70
limits: {time_limit: 4.0, memory: 256}
""",
    "judge.yaml": f"""\
kind: stdio
model_solution: accepted/right.py
scoring: {{correctness: 80, runtime: 20}}
runtime: {{cases: [secret/01-large], scaling: {SCALING}}}
""",
    "statement/problem.en.md": "Add them up.\n",
    "generators/numbers.py": "import sys\nprint(*range(int(sys.argv[1])))\n",
    "data/sample/1.in": "1 2\n",
    "data/sample/1.ans": "3\n",
    "data/secret/01-large/test_group.yaml": "max_score: 100\n",
    "data/secret/01-large/many.in": " ".join(map(str, range(60_000))) + "\n",
    "data/secret/01-large/many.ans": f"{sum(range(60_000)) + 5}\n",
    "data/secret/01-large/many.yaml": "args: [plus.txt]\n",
    "data/secret/01-large/many.files/plus.txt": "5\n",
}
TOTAL = """\
import sys


def total(text):
    result = 0
    for word in text.split():
        result += int(word)
    return result


text = sys.stdin.read()
{before}
plus = sum(int(open(name).read()) for name in sys.argv[1:])
print(total(text) + plus)
{after}
"""
ONCE = TOTAL.format(before="", after="")
THRICE = TOTAL.format(before="total(text), total(text)", after="")
LIES_ABOUT_TIME = (
    "import time\ntime.process_time_ns = time.perf_counter_ns = time.process_time = lambda: 0\n"
    + THRICE
)
AT_EXIT = TOTAL.format(
    before="import atexit\natexit.register(lambda: (total(text), total(text)))", after=""
)
AFTER_ITS_OUTPUT = TOTAL.format(
    before="import os",
    after="sys.stdout.flush()\nos.close(1)\ntotal(text), total(text)\nos._exit(0)",
)
IN_CHILDREN = TOTAL.format(
    before="""\
import os
for _ in range(2):
    if os.fork() == 0:
        total(text)
        os._exit(0)
""",
    after="os.wait(), os.wait()",
)
IN_A_THREAD = TOTAL.format(
    before="import threading\nthreading.Thread(target=lambda: (total(text), total(text))).start()",
    after="",
)
SPEAKS_TO_OPEN_FILES = TOTAL.format(
    before="""\
import os
for fd in range(3, 30):
    try:
        os.write(fd, bytes([5, 0, 0, 0, 0, 0, 0, 0]) * 4)
        os.close(fd)
    except OSError:
        pass
total(text), total(text)
""",
    after="",
)


@pytest.fixture(scope="module")
def problem(sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Problem:
    root = tmp_path_factory.mktemp("programs") / "total"
    for name, text in {**FILES, "submissions/accepted/right.py": ONCE}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return build_problem(load_package(root), sandbox, tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="module")
def unscaled(problem: Problem) -> Problem:
    assert problem.runtime is not None
    runtime = problem.runtime.model_copy(update={"scaling": None})
    return problem.model_copy(update={"runtime": runtime})


@pytest.fixture
def judged(unscaled: Problem, sandbox: Sandbox) -> Callable[[str], Judging]:
    return lambda source: judge(unscaled, submission_of_source(source.encode(), unscaled), sandbox)


def test_the_reference_is_as_fast_as_itself(judged: Callable[[str], Judging]) -> None:
    judging = judged(ONCE)
    assert judging.runtime is not None
    assert 0.75 < judging.runtime.ratio < 1.33
    assert (judging.score, judging.points.runtime) == (100, 20)
    assert judging.runtime.import_ms is None, "what a program imports is its work"
    assert judging.runtime.memory is not None


@pytest.mark.parametrize(
    "source",
    [
        THRICE,
        LIES_ABOUT_TIME,
        AT_EXIT,
        AFTER_ITS_OUTPUT,
        IN_CHILDREN,
        IN_A_THREAD,
        SPEAKS_TO_OPEN_FILES,
    ],
    ids=[
        "plainly",
        "clocks",
        "at exit",
        "after output",
        "in children",
        "in a thread",
        "open files",
    ],
)
def test_three_times_the_work_is_three_times_the_ratio_wherever_it_is_done(
    judged: Callable[[str], Judging], source: str
) -> None:
    judging = judged(source)
    assert judging.verdict is Verdict.AC
    assert judging.runtime is not None
    assert 2 < judging.runtime.ratio < 4.5
    assert judging.runtime.comparison == "slower"
    assert judging.points.runtime is not None
    assert 5 < judging.points.runtime < 18


def test_reading_and_importing_are_a_programs_work(judged: Callable[[str], Judging]) -> None:
    judging = judged("for _ in range(1_000_000): pass\n" + ONCE)
    assert judging.runtime is not None
    assert judging.runtime.ratio > 2


def test_a_program_is_timed_without_a_box_too(unscaled: Problem) -> None:
    judging = judge(unscaled, submission_of_source(THRICE.encode(), unscaled), LocalSandbox())
    assert judging.runtime is not None
    assert 2 < judging.runtime.ratio < 4.5


@pytest.mark.parametrize(
    ("when_timed", "verdict"),
    [("pass", Verdict.WA), ("sys.exit(1)", Verdict.RTE), ("os.abort()", Verdict.RTE)],
)
def test_what_is_not_right_is_not_measured(
    judged: Callable[[str], Judging], when_timed: str, verdict: Verdict
) -> None:
    judging = judged(f"import os, sys\nprint(1)\n{when_timed}\n")
    assert (judging.verdict, judging.runtime, judging.points.runtime) == (verdict, None, None)


WHEN_TIMED = """\
import os, sys

frame = sys._getframe()
while frame.f_back is not None:
    frame = frame.f_back
    if "job" in frame.f_locals and frame.f_locals["job"]["timed"]:
        {trick}
"""


@pytest.mark.parametrize(
    "trick", ["print(7), os._exit(0)", "raise ValueError", "os.kill(os.getpid(), 9)", "sys.exit(1)"]
)
def test_what_is_not_right_when_it_is_measured_has_no_runtime(
    judged: Callable[[str], Judging], trick: str
) -> None:
    judging = judged(WHEN_TIMED.format(trick=trick) + ONCE)
    assert (judging.verdict, judging.runtime, judging.points.runtime) == (Verdict.AC, None, None)
    assert judging.score == 80


def test_growth_of_a_programs_time_is_told(problem: Problem, sandbox: Sandbox) -> None:
    assert problem.runtime is not None
    assert problem.runtime.scaling is not None
    for size, cases in problem.runtime.scaling.cases_by_size.items():
        for case in cases:
            assert json.loads(case.read_answer()) == sum(range(size))
    pairs = "words = text.split()[::32]\nfor one in words:\n    for other in words: one == other"
    judging = judge(
        problem,
        submission_of_source(TOTAL.format(before=pairs, after="").encode(), problem),
        sandbox,
    )
    assert judging.complexity is not None
    assert judging.complexity.times[-1][0] == 64_000
    assert judging.complexity.exponent is not None
    assert judging.complexity.exponent > 1.2
    straight = judge(problem, submission_of_source(ONCE.encode(), problem), sandbox)
    assert straight.complexity is not None
    assert straight.complexity.model in ("n", "n log n", None)
    assert not straight.complexity.worse
