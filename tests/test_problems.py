"""What every package of the problems folder holds, seen without running anything.

That they keep their promises, and that their tests kill mutants, is verified by `make verify-bank` and,
for what has changed since and a share of the rest, by tests/test_verified_problems.py.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from judge.package.bank import GROUPS, read_record
from judge.package.load import load_package

ROOT = Path(__file__).parents[1]
PROBLEMS = ROOT / "problems"
NAMES = sorted(path.parent.name for path in PROBLEMS.glob("*/problem.yaml"))


@pytest.mark.parametrize("name", NAMES)
def test_a_package_is_complete(name: str) -> None:
    package = load_package(PROBLEMS / name)
    samples = [case for case in package.cases if case.name.startswith("sample/")]
    secret = [case for case in package.cases if case.name.startswith("secret/")]
    assert len(samples) >= 3
    assert len(secret) >= 20
    assert len({case.group for case in secret}) >= 3
    assert package.generator_files, "no seeded generator"
    assert package.input_validators, "no input validator"
    assert sum(group.max_score or 0 for group in package.data.groups[-1].groups) == 100
    accepted = [example for example in package.examples if example.accepted]
    assert len(accepted) >= 2
    assert len(package.examples) - len(accepted) >= 4
    assert package.model_solution is not None
    assert package.tags[0] in GROUPS
    assert not set(package.tags[1:]) & set(GROUPS), "a problem belongs to one group"
    assert package.difficulty is not None
    assert package.source is not None
    assert package.starter, "no starter code"


@pytest.mark.parametrize("name", NAMES)
def test_wrong_examples_say_what_the_mistake_is(name: str) -> None:
    for example in load_package(PROBLEMS / name).examples:
        if not example.accepted:
            text = next(iter(example.files.values())).read_text(encoding="utf-8")
            assert text.startswith('"""Mistake: '), example.name


@pytest.mark.parametrize("name", NAMES)
def test_texts_are_there(name: str) -> None:
    statement = (PROBLEMS / name / "statement" / "problem.en.md").read_text(encoding="utf-8")
    assert {"## Constraints", "## Edge cases"} <= set(statement.splitlines())
    assert "## Worked example" in statement
    assert "```python" in statement
    editorial = (PROBLEMS / name / "editorial.md").read_text(encoding="utf-8")
    assert len(editorial.split()) >= 100
    assert "O(" in editorial, "an editorial tells the complexity"


@pytest.mark.parametrize("name", NAMES)
def test_a_tolerance_is_justified(name: str) -> None:
    lines = (PROBLEMS / name / "judge.yaml").read_text(encoding="utf-8").splitlines()
    (place,) = [index for index, line in enumerate(lines) if line.startswith("compare:")]
    if "tol" in " ".join(lines[place:]):
        assert lines[place - 1].startswith("#"), "a comment above says why this tolerance"


def test_every_package_was_verified_with_its_mutants() -> None:
    record = read_record(PROBLEMS)
    assert sorted(record) == NAMES
    weak = [name for name, entry in record.items() if entry.killed < 0.95 * entry.mutants]
    assert weak == []


def test_the_page_of_problems_is_up_to_date() -> None:
    check = subprocess.run(
        [sys.executable, "scripts/bank.py", "page", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (check.returncode, check.stdout) == (0, "")
