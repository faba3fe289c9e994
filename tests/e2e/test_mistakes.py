"""What a caller gets wrong: packages and solutions that cannot be, and programs that are wrong.

Each kind of mistake has its tests beside the code that finds it. Here is one of each sort, seen from
outside: the exit code, a document on stdout, a message without a traceback, and nothing left behind.
"""

import shutil
from pathlib import Path

import pytest

from tests.e2e.shell import RIGHT, Shell


@pytest.fixture
def package(shell: Shell, problems: Path) -> Path:
    """A package that a test may break."""
    return Path(shutil.copytree(problems / "a-function", shell.folder / "a-function"))


@pytest.mark.parametrize(
    ("file", "content", "words"),
    [
        ("problem.yaml", "limits: [", "problem.yaml:1: not valid YAML"),
        ("problem.yaml", "limits: {time_limit: 2s}", 'problem.yaml: limits.time_limit is "2s"'),
        ("judge.yaml", "kind: [\n\t", "judge.yaml:2: not valid YAML"),
        ("judge.yaml", "kind: funktion", 'judge.yaml: kind is "funktion"'),
        pytest.param("data/sample/1.in", "[[1, 2", "1.in", marks=pytest.mark.docker),
        pytest.param("data/sample/1.ans", "{", "1.ans", marks=pytest.mark.docker),
    ],
)
@pytest.mark.parametrize("command", [["run"], ["problem", "verify"]], ids=["run", "verify"])
def test_a_malformed_package_is_refused_with_file_and_place(
    shell: Shell, package: Path, file: str, content: str, words: str, command: list[str]
) -> None:
    (package / file).write_text(content)
    solution = [shell.write(RIGHT)] if command == ["run"] else []
    outcome = shell.judge(*command, package, *solution, "--json")
    assert outcome.code == 2
    assert words in outcome.document()["error"]["message"]
    assert "Traceback" not in outcome.err


@pytest.mark.docker
def test_a_missing_answer_without_a_model_solution_is_named(shell: Shell, package: Path) -> None:
    (package / "data/sample/1.ans").unlink()
    shutil.rmtree(package / "submissions/accepted")
    lines = (package / "judge.yaml").read_text().splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith("model_solution")]
    (package / "judge.yaml").write_text("".join(kept))
    outcome = shell.judge("run", package, shell.write(RIGHT), "--json")
    assert outcome.code == 2
    assert "sample/1" in outcome.document()["error"]["message"]


def test_an_unknown_problem_is_named_with_the_nearest(shell: Shell) -> None:
    outcome = shell.judge("run", "a-functon", shell.write(RIGHT))
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == 'error: no problem "a-functon"; did you mean "a-function"?\n'


@pytest.mark.docker
@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({}, "no such file"),
        ({"solution.py": b""}, "empty"),
        ({"solution.py": b"# \xff"}, "not UTF-8"),
        ({"solution.py": b"#" * 200_000}, "131072"),
        ({"a.py": RIGHT.encode(), "b.py": b""}, "__main__.py, main.py or solution.py"),
        ({"readme.txt": b"hello"}, "__main__.py, main.py or solution.py"),
    ],
)
def test_a_solution_that_cannot_be_judged_is_refused(
    shell: Shell, files: dict[str, bytes], words: str
) -> None:
    folder = shell.folder / "mine"
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    solution = folder / "solution.py" if len(files) < 2 and "readme.txt" not in files else folder
    outcome = shell.judge("run", "a-function", solution, "--json")
    assert outcome.code == 2
    assert outcome.document()["error"]["type"] == "SubmissionRejected"
    assert words in outcome.document()["error"]["message"]
    assert "Traceback" not in outcome.err


@pytest.mark.docker
@pytest.mark.parametrize(
    ("source", "verdict", "words"),
    [
        ("def largest_sum(numbers:\n", "CE", "SyntaxError"),
        ("def smallest_sum(numbers):\n    return 0\n", "RTE", "largest_sum"),
        ("def largest_sum():\n    return 0\n", "RTE", "TypeError"),
    ],
)
def test_a_program_that_cannot_be_called_is_told_why(
    shell: Shell, source: str, verdict: str, words: str
) -> None:
    outcome = shell.judge("run", "a-function", shell.write(source), "--json")
    assert (outcome.code, outcome.document()["verdict"]) == (1, verdict)
    assert words in outcome.out
    assert outcome.err == ""
