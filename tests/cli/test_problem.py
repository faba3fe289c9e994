"""`judge problem`: list, show, new, verify."""

import shutil
from pathlib import Path

import pytest

from judge.package.load import load_package
from tests.cli.command_line import Judge


def test_problems_are_listed_by_group(judge: Judge) -> None:
    outcome = judge("problem", "list")
    assert outcome.code == 0
    rows = [line.split() for line in outcome.out.splitlines()]
    heading = rows.index(["Arrays,", "strings,", "hashing"])
    assert rows[heading + 1] == ["a-function", "easy", "function", "A", "function"]
    assert rows.index(["Other", "problems"]) > heading


@pytest.mark.parametrize(
    ("options", "names"),
    [
        (("--tag", "arrays"), ["a-function"]),
        (("--tag", "arrays", "--tag", "unheard-of"), []),
        (("--difficulty", "easy"), ["a-class", "a-function", "a-stdio"]),
        (("--difficulty", "hard"), []),
        (("--search", "STDIO"), ["a-stdio"]),
        (("--search", "a f", "--difficulty", "easy"), ["a-function"]),
    ],
)
def test_the_list_is_filtered(judge: Judge, options: tuple[str, ...], names: list[str]) -> None:
    document = judge("problem", "list", *options, "--json").document()
    assert [each["name"] for each in document["problems"]] == names


def test_a_difficulty_that_nobody_knows_is_refused(judge: Judge) -> None:
    assert judge("problem", "list", "--difficulty", "impossible").code == 2


def test_the_list_for_machines_has_what_the_table_has(judge: Judge) -> None:
    document = judge("problem", "list", "--json").document()
    assert document["schema"] == "coderound.problems/1"
    listed = {each["name"]: each for each in document["problems"]}
    assert sorted(listed) == ["a-class", "a-function", "a-stdio"]
    assert listed["a-class"]["entry"] == "Counter"
    assert listed["a-stdio"]["entry"] is None
    assert listed["a-function"]["max_score"] == 100


def test_a_broken_package_does_not_hide_the_others(
    judge: Judge, problems: Path, workplace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = workplace / "problems"
    shutil.copytree(problems, folder)
    (folder / "a-class" / "judge.yaml").write_text("kind: [")
    monkeypatch.setenv("CODEROUND_PROBLEMS_DIR", str(folder))
    outcome = judge("problem", "list", "--json")
    assert outcome.code == 2
    document = outcome.document()
    assert [each["name"] for each in document["problems"]] == ["a-function", "a-stdio"]
    assert [each["name"] for each in document["broken"]] == ["a-class"]
    assert "judge.yaml" in outcome.err


def test_an_empty_folder_has_no_problems(
    judge: Judge, workplace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CODEROUND_PROBLEMS_DIR", str(workplace))
    assert judge("problem", "list", "--json").document()["problems"] == []


def test_a_problem_is_shown_with_its_statement(judge: Judge) -> None:
    outcome = judge("problem", "show", "a-function")
    assert outcome.code == 0
    assert "largest_sum(numbers: list[int]) -> int" in outcome.out
    assert "secret/02-random: 2" in outcome.out
    assert "Expected: O(n) time." in outcome.out


def test_a_statement_cannot_move_the_cursor(judge: Judge, problems: Path, workplace: Path) -> None:
    folder = workplace / "a-function"
    shutil.copytree(problems / "a-function", folder)
    (folder / "statement" / "problem.en.md").write_text("clear \x1b[2J the screen")
    outcome = judge("problem", "show", folder)
    assert outcome.code == 0
    assert "\x1b" not in outcome.out


def test_an_unknown_problem_is_the_callers_mistake(judge: Judge) -> None:
    assert judge("problem", "show", "nothing-like-it").code == 2


@pytest.mark.parametrize("kind", ["function", "class", "stdio"])
def test_a_new_package_loads(judge: Judge, workplace: Path, kind: str) -> None:
    path = workplace / "my-problem"
    outcome = judge("problem", "new", path, "--kind", kind)
    assert (outcome.code, outcome.out) == (0, f"{path}\n")
    assert load_package(path).kind.value == kind


def test_nothing_is_overwritten(judge: Judge, workplace: Path) -> None:
    path = workplace / "mine"
    path.mkdir()
    outcome = judge("problem", "new", path, "--kind", "stdio")
    assert outcome.code == 2
    assert list(path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_the_callers_mistake(judge: Judge, workplace: Path) -> None:
    (workplace / "file").touch()
    outcome = judge("problem", "new", workplace / "file" / "mine", "--kind", "stdio")
    assert outcome.code == 2
    assert "Not a directory" in outcome.err


def test_a_kind_has_to_be_named(judge: Judge, workplace: Path) -> None:
    outcome = judge("problem", "new", workplace / "mine")
    assert outcome.code == 2
    assert "--kind" in outcome.err


@pytest.mark.docker
def test_packages_that_keep_their_promises_are_verified(judge: Judge) -> None:
    outcome = judge("problem", "verify", "a-function", "a-class", "a-stdio", "--json")
    assert outcome.code == 0
    document = outcome.document()
    assert document["schema"] == "coderound.verification/1"
    assert [report["problem"] for report in document["packages"]] == [
        "a-function",
        "a-class",
        "a-stdio",
    ]
    assert document["ok"] is True


@pytest.mark.docker
def test_a_broken_promise_is_named(judge: Judge, problems: Path, workplace: Path) -> None:
    folder = workplace / "a-function"
    shutil.copytree(problems / "a-function", folder)
    right, wrong = folder / "submissions/accepted", folder / "submissions/wrong_answer"
    shutil.copy(right / "one_pass.py", wrong / "is_right.py")
    outcome = judge("problem", "verify", folder)
    assert outcome.code == 1
    rows = [line.split() for line in outcome.out.splitlines()]
    assert any(row[:3] == ["wrong_answer/is_right.py", "WA", "AC"] and "NO" in row for row in rows)
    assert any(row[:2] == ["error", "submissions/wrong_answer/is_right.py:"] for row in rows)
    assert "promises broken" in outcome.out
