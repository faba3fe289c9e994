"""Candidates' files, read into submissions or refused with a reason."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from judge.errors import SubmissionRejected
from judge.model.problem import Problem
from judge.package.build import build_problem
from judge.package.load import load_package
from judge.package.submissions import (
    submission_of_example,
    submission_of_path,
    submission_of_source,
)
from judge.sandbox.port import Sandbox

MakePackage = Callable[..., Path]


@pytest.fixture
def problem_of(no_boxes: Sandbox) -> Callable[[Path], Problem]:
    return lambda root: build_problem(load_package(root), no_boxes, root.parent / "cache")


@pytest.fixture
def problem(make_package: MakePackage, problem_of: Callable[[Path], Problem]) -> Problem:
    return problem_of(make_package("foreign"))


def test_a_file_becomes_a_submission_of_one_file(tmp_path: Path, problem: Problem) -> None:
    (tmp_path / "mine.py").write_bytes(b"\xef\xbb\xbfprint(1)\r\n")
    submission = submission_of_path(tmp_path / "mine.py", problem)
    assert (submission.language, submission.entry) == ("python3", "solution.py")
    assert submission.files[0].content == b"\xef\xbb\xbfprint(1)\r\n"


def test_a_folder_becomes_a_submission_of_all_its_files(tmp_path: Path, problem: Problem) -> None:
    for name in ("main.py", "helper/util.py", "__pycache__/main.pyc", ".git/HEAD"):
        path = tmp_path / "mine" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x = 1\n")
    submission = submission_of_path(tmp_path / "mine", problem)
    assert [file.name for file in submission.files] == ["helper/util.py", "main.py"]
    assert submission.entry == "main.py"


def test_source_from_stdin_becomes_a_submission(problem: Problem) -> None:
    assert submission_of_source(b"print(1)", problem).files[0].name == "solution.py"


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "x.py: empty; expected a solution"),
        (b"\xef\xbb\xbf\r\n \n", "x.py: empty; expected a solution"),
        (b"print(1)\xff", "x.py: byte 8 (0xff) is not UTF-8; save the file as UTF-8"),
        (b"\xff\xfeh\x00i\x00", "x.py: byte 0 (0xff) is not UTF-8"),
        (b"print(\0)", "x.py: byte 6 is NUL"),
        (b"#" * (128 * 1024 + 1), "x.py: more than the 131072 bytes that this problem takes"),
    ],
)
def test_what_is_no_text_of_fitting_size_is_refused(
    tmp_path: Path, problem: Problem, content: bytes, complaint: str
) -> None:
    (tmp_path / "x.py").write_bytes(content)
    with pytest.raises(SubmissionRejected) as raised:
        submission_of_path(tmp_path / "x.py", problem)
    assert complaint in str(raised.value)


def test_the_largest_allowed_source_is_taken(tmp_path: Path, problem: Problem) -> None:
    (tmp_path / "x.py").write_bytes(b"#" * (128 * 1024))
    assert len(submission_of_path(tmp_path / "x.py", problem).files[0].content) == 128 * 1024


@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("missing.py", "no such file; expected a solution"),
        ("x.cpp", 'the ending ".cpp" belongs to no language; expected .py, .py3'),
        ("pipe.py", "not a regular file"),
        ("empty", "an empty folder"),
        ("unclear", "several Python files or none"),
    ],
)
def test_what_cannot_be_a_submission_is_refused(
    tmp_path: Path, problem: Problem, name: str, complaint: str
) -> None:
    (tmp_path / "x.cpp").write_text("int main() {}")
    os.mkfifo(tmp_path / "pipe.py")
    (tmp_path / "empty").mkdir()
    (tmp_path / "unclear").mkdir()
    (tmp_path / "unclear" / "a.py").write_text("1")
    (tmp_path / "unclear" / "b.py").write_text("1")
    with pytest.raises(SubmissionRejected) as raised:
        submission_of_path(tmp_path / name, problem)
    assert complaint in str(raised.value)


def test_a_driver_among_the_included_files_is_what_runs(
    make_package: MakePackage, problem_of: Callable[[Path], Problem]
) -> None:
    root = make_package("foreign", {"include/python3/__main__.py": "import right\n"})
    problem = problem_of(root)
    (example,) = load_package(root).examples
    submission = submission_of_example(example, problem)
    assert submission.entry == "__main__.py"
    assert [file.name for file in submission.files] == ["right.py"]
