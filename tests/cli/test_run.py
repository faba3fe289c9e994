"""`judge run` on small problems, in real boxes."""

import io
import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import docker
import pytest

from judge.host.noise import HostNoise, write_noise
from tests.cli.command_line import Judge, owner_of, start_judge

pytestmark = pytest.mark.docker

RIGHT = """\
def largest_sum(numbers):
    best = ending_here = 0
    for number in numbers:
        ending_here = max(0, ending_here + number)
        best = max(best, ending_here)
    return best
"""
WRONG = "def largest_sum(numbers):\n    return 7\n"
ENDLESS = "def largest_sum(numbers):\n    while True:\n        pass\n"


@pytest.fixture
def solution(workplace: Path) -> Callable[[str], Path]:
    def write(source: str) -> Path:
        path = workplace / "solution.py"
        path.write_text(source)
        return path

    return write


def test_a_right_solution_is_accepted(judge: Judge, solution: Callable[[str], Path]) -> None:
    outcome = judge("run", "a-function", solution(RIGHT), "--json")
    assert outcome.code == 0
    document = outcome.document()
    assert document["schema"] == "coderound.judging/1"
    assert (document["verdict"], document["score"]) == ("AC", 100.0)
    assert [case["name"] for case in document["cases"]] == [
        "sample/1",
        "secret/01-small/all-negative",
        "secret/01-small/empty",
        "secret/02-random/long",
        "secret/02-random/short",
    ]
    assert outcome.err == ""


def test_a_person_reads_cases_groups_and_the_verdict(
    judge: Judge, solution: Callable[[str], Path]
) -> None:
    outcome = judge("run", "a-function", solution(WRONG))
    assert outcome.code == 1
    rows = [line.split() for line in outcome.out.splitlines()]
    assert ["secret/01-small", "WA", "0", "of", "40"] in rows
    assert any(row[:2] == ["secret/01-small/all-negative", "WA"] for row in rows)
    assert rows[-1][:3] == ["WA", "Wrong", "Answer"]


def test_a_failing_sample_shows_what_went_in_and_came_out(
    judge: Judge, solution: Callable[[str], Path]
) -> None:
    source = "def largest_sum(numbers):\n    print('\\x1b]0;owned\\x07')\n    return -1\n"
    outcome = judge("run", "a-function", solution(source), "--sample")
    assert outcome.code == 1
    rows = [line.split(maxsplit=1) for line in outcome.out.splitlines()]
    assert ["input", "[[2, -5, 3, 4, -1]]"] in rows
    assert ["expected", "7"] in rows
    assert ["got", "-1"] in rows
    assert ["stdout", "␛]0;owned␇"] in rows
    assert "\x1b" not in outcome.out


def test_nothing_of_a_secret_case_is_shown(judge: Judge, solution: Callable[[str], Path]) -> None:
    source = RIGHT.replace(
        "    return", "    print('spy', numbers)\n    return -1 if not numbers else"
    )
    outcome = judge("run", "a-function", solution(source), "--json")
    (empty,) = [case for case in outcome.document()["cases"] if "empty" in case["name"]]
    assert empty["verdict"] == "WA"
    assert empty["feedback"] is None


def test_sample_and_case_select_together(judge: Judge, solution: Callable[[str], Path]) -> None:
    path = solution(RIGHT)
    one = "secret/01-small/empty"
    outcome = judge("run", "a-function", path, "--sample", "--case", one, "--json")
    assert [case["name"] for case in outcome.document()["cases"]] == ["sample/1", one]


def test_points_are_not_told_where_some_cases_are_judged(
    judge: Judge, solution: Callable[[str], Path]
) -> None:
    outcome = judge("run", "a-function", solution(RIGHT), "--sample")
    assert outcome.code == 0
    assert "points" not in outcome.out.lower()
    assert "1 of 5 cases" in outcome.out.splitlines()[-1]


def test_a_problem_without_samples_has_none_to_judge(
    judge: Judge, solution: Callable[[str], Path], problems: Path, workplace: Path
) -> None:
    folder = workplace / "a-function"
    shutil.copytree(problems / "a-function", folder)
    shutil.rmtree(folder / "data/sample")
    outcome = judge("run", folder, solution(RIGHT), "--sample")
    assert outcome.code == 2
    assert "no sample cases" in outcome.err


def test_a_case_that_is_not_there_is_the_callers_mistake(
    judge: Judge, solution: Callable[[str], Path]
) -> None:
    outcome = judge("run", "a-function", solution(RIGHT), "--case", "secret/01-small/emty")
    assert outcome.code == 2
    assert "secret/01-small/empty" in outcome.err


def test_source_comes_from_stdin(judge: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(RIGHT.encode())))
    assert judge("run", "a-function", "-").code == 0


def test_a_folder_is_a_solution(judge: Judge, workplace: Path) -> None:
    folder = workplace / "mine"
    folder.mkdir()
    (folder / "kadane.py").write_text(RIGHT)
    (folder / "main.py").write_text("from kadane import largest_sum\n")
    assert judge("run", "a-function", folder).code == 0


def test_a_language_can_be_stated_where_the_name_does_not_tell(
    judge: Judge, workplace: Path
) -> None:
    path = workplace / "solution.txt"
    path.write_text(RIGHT)
    assert judge("run", "a-function", path).code == 2
    assert judge("run", "a-function", path, "--language", "python").code == 0
    outcome = judge("run", "a-function", path, "--language", "cobol")
    assert outcome.code == 2
    assert "python3" in outcome.err


def test_the_compilers_words_are_shown(judge: Judge, solution: Callable[[str], Path]) -> None:
    outcome = judge("run", "a-function", solution("def largest_sum(numbers:\n"))
    assert outcome.code == 1
    assert "SyntaxError" in outcome.out
    assert outcome.out.splitlines()[-1].startswith("CE Compile Error")


@pytest.mark.parametrize(
    ("content", "words"),
    [(None, "no such file"), (b"", "empty"), (b"\xff\xfe", "UTF-8"), (b"#" * 200_000, "131072")],
)
def test_an_unusable_solution_is_the_callers_mistake(
    judge: Judge, workplace: Path, content: bytes | None, words: str
) -> None:
    path = workplace / "solution.py"
    if content is not None:
        path.write_bytes(content)
    outcome = judge("run", "a-function", path, "--json")
    assert outcome.code == 2
    document = outcome.document()
    assert document["error"]["type"] == "SubmissionRejected"
    assert words in document["error"]["message"]


def test_a_package_is_found_by_its_folder(judge: Judge, problems: Path) -> None:
    folder = problems / "a-stdio"
    outcome = judge("run", folder, folder / "submissions/wrong_answer/ignores_signs.py")
    assert outcome.code == 1


def test_local_runs_what_is_ones_own_and_says_that_nothing_is_isolated(
    judge: Judge, solution: Callable[[str], Path]
) -> None:
    outcome = judge("run", "a-function", solution(RIGHT), "--sandbox", "local", "--json")
    assert outcome.code == 0
    assert outcome.document()["environment"]["sandbox"] == "local"
    assert "isolates nothing" in outcome.err


def test_a_judging_tells_the_noise_floor_of_its_host(
    judge: Judge,
    solution: Callable[[str], Path],
    workplace: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CODEROUND_DATA_DIR", str(workplace))
    command = ("run", "a-function", solution(RIGHT), "--sandbox", "local", "--json")

    def told() -> tuple[float | None, bool]:
        outcome = judge(*command)
        complained = "noise.json is no record" in " ".join(outcome.err.split())
        return outcome.document()["environment"]["noise_floor"], complained

    assert told() == (None, False)
    measured = HostNoise(
        floor=0.07,
        runs=60,
        waiting=0,
        measured_at=datetime.now(UTC),
        cpu_model="Any",
        kernel="6.12.0",
    )
    write_noise(workplace, measured)
    assert told() == (0.07, False)
    (workplace / "noise.json").write_text("{}")
    assert told() == (None, True)


@pytest.mark.usefixtures("no_engine")
def test_without_an_engine_it_is_our_failure(
    workplace: Path, solution: Callable[[str], Path]
) -> None:
    """In a process of its own: a process stays with the engine that it found first."""
    process = start_judge("run", "a-function", solution(RIGHT), "--json")
    out, err = process.communicate(timeout=60)
    assert process.returncode == 3
    assert json.loads(out)["message"].startswith("no Docker engine answers")
    assert "Traceback" not in err


@pytest.fixture
def engine() -> Iterator[docker.DockerClient]:
    client = docker.from_env()
    yield client
    client.close()


@pytest.mark.parametrize(
    ("number", "code"),
    [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)],
)
def test_a_signal_removes_the_boxes(
    engine: docker.DockerClient,
    judge: Judge,
    solution: Callable[[str], Path],
    number: signal.Signals,
    code: int,
) -> None:
    judge("run", "a-function", solution(RIGHT))  # so that the data are made
    process = start_judge("run", "a-function", solution(ENDLESS), "--json")
    await_box(engine, process, "running")
    process.send_signal(number)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (code, "")
    assert "Traceback" not in err
    assert "interrupted" in err
    assert boxes_of(engine, process) == []


def test_a_signal_while_a_box_starts_removes_it_too(
    engine: docker.DockerClient,
    judge: Judge,
    solution: Callable[[str], Path],
) -> None:
    judge("run", "a-function", solution(RIGHT))
    process = start_judge("run", "a-function", solution(ENDLESS))
    await_box(engine, process, "created")
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode == 130
    assert boxes_of(engine, process) == []


def test_an_impatient_person_does_not_leave_boxes_behind(
    engine: docker.DockerClient,
    judge: Judge,
    solution: Callable[[str], Path],
) -> None:
    judge("run", "a-function", solution(RIGHT))
    process = start_judge("run", "a-function", solution(ENDLESS))
    await_box(engine, process, "running")
    for _ in range(2):
        process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode == 130
    assert boxes_of(engine, process) == []


def boxes_of(engine: docker.DockerClient, process: "subprocess.Popen[str]") -> list[str]:
    """Boxes of a process, in whatever state they are, by their states."""
    found = engine.api.containers(all=True, filters={"label": "coderound.owner"})
    return [
        box["State"]
        for box in found
        if box["Labels"]["coderound.owner"].startswith(owner_of(process))
    ]


def await_box(engine: docker.DockerClient, process: "subprocess.Popen[str]", at_least: str) -> None:
    """Wait until a process has a box that exists, or one that runs."""
    wanted = {"created", "running"} if at_least == "created" else {"running"}
    deadline = time.monotonic() + 60
    while not wanted & set(boxes_of(engine, process)):
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline, "no box came up"
