"""An accepted submission against the reference, in a real box."""

import contextlib
from collections.abc import Callable
from pathlib import Path

import pytest

from judge.judging.judge import judge
from judge.judging.timed_work import Stopwatch
from judge.model.limits import MIB
from judge.model.problem import Problem, Scoring, cases_of
from judge.model.submission import Judging
from judge.model.verdict import Verdict
from judge.package.build import build_problem
from judge.package.load import load_package
from judge.package.submissions import submission_of_source
from judge.sandbox.docker_sandbox import DockerSandbox
from judge.sandbox.local_sandbox import LocalSandbox
from judge.sandbox.port import RunReport, RunRequest, Sandbox

pytestmark = pytest.mark.docker

FILES = {
    "problem.yaml": """\
problem_format_version: "2025-09"
type: scoring
name: {en: Total}
uuid: 3c2a1a66-6a4f-4f3b-9a5c-0d7f5a5b6c7e
limits: {time_limit: 4.0, memory: 256}
""",
    "judge.yaml": """\
kind: function
entry: total
signature: {numbers: "list[int]", returns: int}
model_solution: accepted/right.py
scoring: {correctness: 80, runtime: 20}
runtime: {cases: [secret/01-large], full_at: 1.5, zero_at: 10}
""",
    "statement/problem.en.md": "Add them up.\n",
    "data/sample/1.in": "[[1, 2]]\n",
    "data/sample/1.ans": "3\n",
    "data/secret/01-large/test_group.yaml": "max_score: 100\n",
    "data/secret/01-large/many.in": f"[{list(range(20_000))}]\n",
    "data/secret/01-large/many.ans": f"{sum(range(20_000))}\n",
}
LOOP = """\
def total(numbers):
    for _ in range(14):
        for number in numbers:
            pass
    result = 0
    for number in numbers:
        result += number
    return result
"""
THRICE = LOOP.replace(
    "    return", "    for _ in range(2):\n        total_again(numbers)\n    return"
)
THRICE += "\n\ndef total_again" + LOOP.removeprefix("def total")
BUILT_IN = "def total(numbers):\n    return sum(numbers)\n"
SLOW_IMPORT = "for _ in range(4_000_000): pass\n" + LOOP
LIES_ABOUT_TIME = "import time\ntime.process_time_ns = time.perf_counter_ns = lambda: 0\n" + THRICE
SPINS_WHEN_IT_SEEMS_TO_BE_MEASURED_APART = (
    """\
import sys

frame = sys._getframe()
while frame:
    jobs = [each for each in frame.f_locals.values() if isinstance(each, dict)]
    if any(job.get("entry_point", "total") != "total" for job in jobs):
        for _ in range(3_000_000): pass
    frame = frame.f_back

"""
    + THRICE
)
OPENS_THE_GATE_ITSELF = (
    """\
import os

try:
    os.write(5, b"!")
    os.read(5, 1)
    os.read = lambda fd, count, read=os.read: b"!" if fd == 5 else read(fd, count)
    for _ in range(200_000): pass
except OSError:
    pass  # it is not timed

"""
    + THRICE
)
WAITS_FOR_THE_INPUT_IN_A_THREAD = """\
import os
import threading

numbers, given = range(20_000), os.dup(0)
done = threading.Event()


def work():
    while os.fstat(given).st_size == 0:
        pass
    for _ in range(45):
        for number in numbers:
            pass
    done.set()


try:
    os.fstat(5)  # the gate of a timed run
    threading.Thread(target=work, daemon=True).start()
except OSError:
    done.set()


def total(numbers):
    done.wait()
    return sum(numbers)
"""


@pytest.fixture(scope="module")
def problem(sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Problem:
    root = tmp_path_factory.mktemp("runtime") / "total"
    for name, text in {**FILES, "submissions/accepted/right.py": LOOP}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return build_problem(load_package(root), sandbox, tmp_path_factory.mktemp("cache"))


@pytest.fixture
def judged(problem: Problem, sandbox: Sandbox) -> Callable[[str], Judging]:
    return lambda source: judge(problem, submission_of_source(source.encode(), problem), sandbox)


def test_the_reference_is_as_fast_as_itself(judged: Callable[[str], Judging]) -> None:
    judging = judged(LOOP)
    assert judging.runtime is not None
    assert 0.75 < judging.runtime.ratio < 1.33
    low, high = judging.runtime.interval
    assert low <= 0.921 * judging.runtime.ratio < 1.079 * judging.runtime.ratio <= high
    assert (judging.points.correctness, judging.points.runtime) == (80, 20)
    assert (judging.score, judging.max_score) == (100, 100)


def test_three_times_the_work_is_three_times_the_ratio(judged: Callable[[str], Judging]) -> None:
    judging = judged(THRICE)
    assert judging.runtime is not None
    assert 2.2 < judging.runtime.ratio < 4
    assert judging.runtime.comparison == "slower"
    assert judging.points.runtime is not None
    assert 5 < judging.points.runtime < 18
    assert judging.score == pytest.approx(80 + judging.points.runtime)


def test_what_is_faster_is_called_faster(judged: Callable[[str], Judging]) -> None:
    judging = judged(BUILT_IN)
    assert judging.runtime is not None
    assert judging.runtime.ratio < 0.75
    assert judging.runtime.comparison == "faster"


def test_importing_is_measured_apart(judged: Callable[[str], Judging]) -> None:
    judging = judged(SLOW_IMPORT)
    assert judging.runtime is not None
    assert judging.runtime.import_ms is not None
    assert judging.runtime.import_ms > 10 * judging.runtime.submission_ms / 3
    assert judging.runtime.ratio < 6, "the import alone is more than ten times the work"


@pytest.mark.parametrize(
    "source",
    [
        LIES_ABOUT_TIME,
        SPINS_WHEN_IT_SEEMS_TO_BE_MEASURED_APART,
        OPENS_THE_GATE_ITSELF,
        WAITS_FOR_THE_INPUT_IN_A_THREAD,
    ],
)
def test_time_cannot_be_hidden(judged: Callable[[str], Judging], source: str) -> None:
    judging = judged(source)
    assert judging.verdict is Verdict.AC
    assert judging.runtime is not None
    assert judging.runtime.ratio > 1.8


def test_a_wrong_submission_is_not_measured(judged: Callable[[str], Judging]) -> None:
    judging = judged("def total(numbers):\n    return 3\n")
    assert (judging.verdict, judging.runtime, judging.points.runtime) == (Verdict.WA, None, None)


def test_some_of_the_tests_say_nothing_of_runtime(problem: Problem, sandbox: Sandbox) -> None:
    submission = submission_of_source(LOOP.encode(), problem)
    judging = judge(problem, submission, sandbox, only=lambda case: case.name.startswith("sample/"))
    assert (judging.verdict, judging.runtime) == (Verdict.AC, None)


def test_on_a_host_that_is_known_to_be_noisy_confidence_is_low(problem: Problem) -> None:
    noisy = LocalSandbox(noise_floor=0.2)
    judging = judge(problem, submission_of_source(LOOP.encode(), problem), noisy)
    assert judging.environment["noise_floor"] == 0.2
    assert judging.runtime is not None
    assert judging.runtime.noise_floor == 0.2
    assert judging.runtime.low_confidence
    assert judging.runtime.throttled is None, "there is no cgroup that would tell"


def test_on_a_busy_host_runs_are_repeated_and_a_wrong_ratio_is_not_relied_on(
    judged: Callable[[str], Judging], busy_host: None
) -> None:
    judging = judged(THRICE)
    assert judging.runtime is not None
    assert judging.runtime.repeated > 0
    assert 2 < judging.runtime.ratio < 4.5 or judging.runtime.low_confidence
    low, high = judging.runtime.interval
    assert low < 4
    assert high > 2.2


LARGE = "    large = b'x' * (40 << 20)\n"
FAT = LOOP.replace("    result = 0\n", LARGE + "    result = 0\n")
FAT_FOR_A_MOMENT = LOOP.replace("    result = 0\n", LARGE + "    del large\n    result = 0\n")
FAT_CHILD = LOOP.replace(
    "    return",
    """\
    import os, time
    if os.fork() == 0:
        large = b"x" * (40 << 20)
        time.sleep(0.01)
        os._exit(0)
    os.wait()
    return""",
)


@pytest.fixture(scope="module")
def thrifty(problem: Problem) -> Problem:
    """The problem with points for memory."""
    scoring = Scoring(correctness=70, runtime=20, memory=10)
    return problem.model_copy(update={"scoring": scoring})


def test_the_reference_takes_as_much_memory_as_itself(thrifty: Problem, sandbox: Sandbox) -> None:
    judging = judge(thrifty, submission_of_source(LOOP.encode(), thrifty), sandbox)
    assert judging.runtime is not None
    assert judging.runtime.memory is not None
    assert judging.runtime.memory.comparison == "uncertain", "2 MiB are much of so little"
    assert judging.points.memory == 10
    assert (judging.score, judging.max_score) == (100, 100)


@pytest.mark.parametrize("source", [FAT, FAT_FOR_A_MOMENT, FAT_CHILD])
def test_who_takes_more_memory_is_told_and_loses_points(
    thrifty: Problem, sandbox: Sandbox, source: str
) -> None:
    judging = judge(thrifty, submission_of_source(source.encode(), thrifty), sandbox)
    assert judging.runtime is not None
    assert judging.runtime.memory is not None
    assert judging.runtime.submission_memory_bytes > 40 * MIB
    assert judging.runtime.memory.ratio > 5
    assert judging.runtime.memory.comparison == "more"
    assert judging.points.memory == 0


def test_who_takes_less_memory_than_the_reference_is_told(
    problem: Problem, sandbox: Sandbox, tmp_path: Path
) -> None:
    changed = with_reference(problem, tmp_path, FAT)
    judging = judge(changed, submission_of_source(LOOP.encode(), changed), sandbox)
    assert judging.runtime is not None
    assert judging.runtime.memory is not None
    assert judging.runtime.memory.interval[1] < 0.5
    assert judging.runtime.memory.comparison == "less"
    assert judging.points.memory is None, "it has no points here"


TWO_THREADS = """\
import hashlib
import threading


def total(numbers):
    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(numbers)


def work():
    for _ in range(8):
        hashlib.pbkdf2_hmac("sha256", b"", b"", 10_000)
"""


def test_throttled_rounds_are_repeated_and_told(problem: Problem) -> None:
    submission = submission_of_source(TWO_THREADS.encode(), problem)
    with contextlib.closing(DockerSandbox(cpus=0.2)) as narrow:
        judging = judge(problem, submission, narrow)
    assert judging.runtime is not None
    assert judging.runtime.throttled
    assert judging.runtime.repeated > 0


WHEN_TIMED = """\
import os


def total(numbers):
    try:
        os.fstat(5)  # the gate of a timed run
    except OSError:
        return sum(numbers)
    {}
"""


@pytest.mark.parametrize("trick", ["return 7", "raise ValueError", "os._exit(0)", "os.close(5)"])
def test_what_is_not_right_when_it_is_measured_has_no_runtime(
    judged: Callable[[str], Judging], trick: str
) -> None:
    judging = judged(WHEN_TIMED.format(trick))
    assert (judging.verdict, judging.runtime, judging.points.runtime) == (Verdict.AC, None, None)
    assert judging.score == 80


def with_reference(problem: Problem, folder: Path, source: str) -> Problem:
    """The problem with another reference than its model solution."""
    assert problem.reference is not None
    path = folder / "right.py"
    path.write_text(source)
    reference = problem.reference.model_copy(update={"files": {"right.py": path}})
    return problem.model_copy(update={"reference": reference})


def test_what_the_package_expects_enters_no_box(
    problem: Problem, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[bytes] = []
    report_of = Stopwatch._report

    def spied(watch: Stopwatch, request: RunRequest) -> RunReport:
        sent.extend((request.input, *(file.content for file in request.files)))
        return report_of(watch, request)

    monkeypatch.setattr(Stopwatch, "_report", spied)
    judging = judge(problem, submission_of_source(LOOP.encode(), problem), sandbox)
    assert judging.runtime is not None
    (timed,) = (case for case in cases_of(problem.data) if case.name == "secret/01-large/many")
    assert timed.read_input() in sent
    assert timed.read_answer() not in sent, "it ends with a newline, unlike what a box says"


def test_a_reference_that_fails_is_our_fault(
    problem: Problem, sandbox: Sandbox, tmp_path: Path
) -> None:
    changed = with_reference(problem, tmp_path, WHEN_TIMED.format("return 7"))
    judging = judge(changed, submission_of_source(LOOP.encode(), changed), sandbox)
    assert judging.verdict is Verdict.JE
    assert judging.message is not None
    assert "the reference was not right" in judging.message
