"""How strong a package's tests are, measured in real boxes."""

from collections.abc import Callable
from pathlib import Path

import pytest

from judge.errors import PackageError
from judge.package.load import load_package
from judge.package.mutants.report import Fate
from judge.package.verify import verify_package
from judge.package.verify_report import VerifyReport
from judge.sandbox.port import Sandbox

pytestmark = pytest.mark.docker

CLAMPED = """\
def doubled(number):
    if number > 10:
        return 20
    return 2 * number
"""
COUNTING = """\
def doubled(number):
    total = 0
    while total != 2 * number:
        total += 1 if number > 0 else -1
    return total
"""
WAITING = """\
import time


def doubled(number):
    time.sleep(1.3)
    return number + number
"""
EQUIVALENT = """\
equivalent:
  - from: "if number > 10:"
    to: "if number >= 10:"
    reason: "Twice ten is twenty."
  - from: "if number > 10:"
    to: "if number > 9:"
    reason: "The same."
"""


@pytest.fixture
def measure(
    make_package: Callable[..., Path], sandbox: Sandbox, tmp_path: Path
) -> Callable[[dict[str, str]], VerifyReport]:
    def run(files: dict[str, str]) -> VerifyReport:
        package = load_package(make_package("ours", files))
        return verify_package(package, sandbox, tmp_path / "cache", mutants=True)

    return run


def case(number: int) -> dict[str, str]:
    return {f"data/secret/01-small/given{number}.in": f"[{number}]"}


def mutant_errors(report: VerifyReport) -> list[str]:
    return [
        each.message for each in report.findings if each.where in ("data/secret/", "mutants.yaml")
    ]


def test_weak_tests_are_told_with_the_mutants_that_survive(
    measure: Callable[[dict[str, str]], VerifyReport],
) -> None:
    report = measure({"submissions/accepted/right.py": CLAMPED})
    assert report.mutants is not None
    survivors = {row.new for row in report.mutants.rows if row.fate is Fate.SURVIVED}
    assert {"if number >= 10:", "if False:", "return 21", "pass"} <= survivors
    assert "return 2 / number" not in survivors
    (message,) = mutant_errors(report)
    assert "mutants of the model solution" in message
    assert not report.ok


def test_a_test_on_each_boundary_and_a_reason_for_what_is_left_are_enough(
    measure: Callable[[dict[str, str]], VerifyReport],
) -> None:
    files = {"submissions/accepted/right.py": CLAMPED, "mutants.yaml": EQUIVALENT}
    report = measure(files | case(11) | case(12) | case(10) | case(9))
    assert report.mutants is not None
    assert mutant_errors(report) == []
    assert report.mutants.score == 1.0
    equivalent = [row for row in report.mutants.rows if row.fate is Fate.EQUIVALENT]
    assert {(row.line, row.reason) for row in equivalent} == {
        (2, "Twice ten is twenty."),
        (2, "The same."),
    }
    killers = {
        name for row in report.mutants.rows if len(row.killed_by) == 1 for name in row.killed_by
    }
    assert "secret/01-small/given11" in killers
    assert "secret/01-small/given11" not in report.mutants.idle_cases
    assert "secret/01-small/given9" in report.mutants.idle_cases


def test_a_reason_for_a_mutant_that_dies_is_an_error(
    measure: Callable[[dict[str, str]], VerifyReport],
) -> None:
    stale = EQUIVALENT.replace(">= 10", "< 10")
    files = {"submissions/accepted/right.py": CLAMPED, "mutants.yaml": stale}
    report = measure(files | case(11) | case(10))
    (message,) = [each for each in mutant_errors(report) if "survives" in each]
    assert "if number < 10:" in message


def test_a_mutant_that_runs_for_ever_is_killed_long_before_the_limit(
    measure: Callable[[dict[str, str]], VerifyReport],
) -> None:
    report = measure({"submissions/accepted/right.py": COUNTING})
    assert report.mutants is not None
    hung = [row for row in report.mutants.rows if row.timed_out]
    assert "while total == 2 * number:" not in {row.new for row in hung}
    assert "total -= 1 if number > 0 else -1" in {row.new for row in hung}
    assert all(row.fate is Fate.KILLED for row in hung)


def test_a_mutant_is_too_slow_by_its_own_time_and_not_by_that_of_a_busy_host(
    measure: Callable[[dict[str, str]], VerifyReport],
) -> None:
    report = measure({"submissions/accepted/right.py": WAITING})
    assert report.mutants is not None
    assert "return number - number" in {row.new for row in report.mutants.rows}
    assert not any(row.timed_out for row in report.mutants.rows)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("equivalent: 3\n", "equivalent is 3; expected a list"),
        ("equivalent: [{from: a, to: b}]\n", "reason is missing"),
        ("equal: []\n", 'unknown key "equal"'),
        ("equivalent: [{from: a, to: b, reason: c, line: 3}]\n", 'unknown key "equivalent'),
    ],
)
def test_a_malformed_list_of_equivalent_mutants_is_refused_by_name(
    measure: Callable[[dict[str, str]], VerifyReport], text: str, complaint: str
) -> None:
    with pytest.raises(PackageError, match=complaint.replace("[", r"\[")):
        measure({"mutants.yaml": text})


def test_without_a_model_solution_there_is_nothing_to_mutate(
    make_package: Callable[..., Path], sandbox: Sandbox, tmp_path: Path
) -> None:
    package = load_package(make_package("foreign"))
    with pytest.raises(PackageError, match="no model solution"):
        verify_package(package, sandbox, tmp_path / "cache", mutants=True)
