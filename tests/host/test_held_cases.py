"""Test data that are kept in memory are those on the disk."""

from pathlib import Path

import pytest

from judge.host import held_cases
from judge.host.held_cases import held_in_memory
from judge.model.problem import Problem, cases_of
from judge.package.build import build_problem
from judge.package.load import load_package
from judge.sandbox.local_sandbox import LocalSandbox


@pytest.fixture
def problem(package: Path, tmp_path: Path) -> Problem:
    return build_problem(load_package(package), LocalSandbox(), tmp_path)


def test_small_data_are_those_on_the_disk_and_are_not_read_again(
    problem: Problem, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_disk = [
        (case.name, case.read_input(), case.read_answer()) for case in cases_of(problem.data)
    ]
    held = held_in_memory(problem)
    monkeypatch.delattr(Path, "read_bytes")
    kept = [(case.name, case.read_input(), case.read_answer()) for case in cases_of(held.data)]
    assert kept == on_disk


def test_large_data_stay_on_the_disk(problem: Problem, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(held_cases, "MAX_HELD_BYTES", 10)
    assert held_in_memory(problem) is problem
