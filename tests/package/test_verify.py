"""Verifying packages: promises kept, and every way to break one."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from judge.model.problem import ProblemKind
from judge.model.verdict import Verdict
from judge.package.load import load_package
from judge.package.new import create_package
from judge.package.package import Package
from judge.package.verify import verify_package
from judge.package.verify_report import ExampleRow, Finding, Severity, VerifyReport
from judge.sandbox.port import Sandbox

pytestmark = pytest.mark.docker

MakePackage = Callable[..., Path]
RIGHT = "def doubled(number):\n    return 2 * number\n"
BUSY = "import time\nwhile time.process_time() < {seconds}: pass\n" + RIGHT
VALIDATOR = "import json, sys\nsys.exit(42 if json.load(sys.stdin)[0] < 50 else 1)\n"


def problem_yaml(limits: str) -> dict[str, str]:
    text = 'problem_format_version: "2025-09"\ntype: scoring\nname: A\nuuid: "1"\n'
    return {"problem.yaml": f"{text}limits: {{{limits}, memory: 256}}\n"}


SHORT = problem_yaml(
    "time_limit: 0.4, time_resolution: 0.1, time_multipliers: {time_limit_to_tle: 3}"
)


@pytest.fixture
def verify(
    make_package: MakePackage, sandbox: Sandbox, tmp_path: Path
) -> Callable[..., VerifyReport]:
    def run(files: dict[str, str | None], base: str = "ours") -> VerifyReport:
        complete = {"input_validators/v.py": VALIDATOR, **files} if base == "ours" else files
        package = load_package(make_package(base, complete))
        return verify_package(package, sandbox, tmp_path / "cache")

    return run


def words(report: VerifyReport) -> str:
    return "\n".join(f"{each.severity} {each.where}: {each.message}" for each in report.findings)


@pytest.mark.parametrize("kind", list(ProblemKind))
def test_a_new_package_keeps_its_promises(
    sandbox: Sandbox, tmp_path: Path, kind: ProblemKind
) -> None:
    create_package(tmp_path / "brand-new", kind)
    report = verify_package(load_package(tmp_path / "brand-new"), sandbox, tmp_path / "cache")
    assert report.findings == ()
    assert report.ok
    assert [row.got for row in report.examples] == [Verdict.AC, Verdict.WA]
    assert all(row.ok and row.slowest_case for row in report.examples)


@pytest.mark.parametrize(
    ("files", "complaint"),
    [
        (
            {"submissions/wrong_answer/x.py": RIGHT},
            "error submissions/wrong_answer/x.py: no test got WA, which is required",
        ),
        (
            {"submissions/accepted/x.py": RIGHT.replace("2 *", "3 *")},
            "error submissions/accepted/x.py: WA on sample/1; permitted: AC",
        ),
        (
            {"submissions/accepted/x.py": "def doubled(:\n"},
            "error submissions/accepted/x.py: CE; permitted: AC",
        ),
        ({"submissions/accepted/x.py": ""}, "x.py: empty; expected a solution"),
        ({"data/secret/01-small/zero.ans": "1\n"}, "WA on secret/01-small/zero; permitted: AC"),
        ({"statement/problem.en.md": None}, "error statement/: no statement"),
        ({"data/sample/1.in": None, "data/sample/1.ans": None}, "error data/sample/: no samples"),
        (
            {"input_validators/v.py": "import sys; sys.exit(0)\n"},
            "refuses it: exited with 0; expected 42",
        ),
        ({"input_validators/v.py": "raise ValueError('odd')\n"}, "ValueError: odd"),
        ({"input_validators/w.ctd": ""}, "warning input_validators/w.ctd: it was not run"),
        ({"input_validators/v.py": None}, "warning input_validators/: no input validator"),
        (
            {"data/invalid_input/small.in": "[1]\n"},
            "invalid_input/small: every input validator accepts",
        ),
        (
            {"submissions/old/x.py": RIGHT},
            "warning submissions/old/x.py: nothing is promised of it",
        ),
        (
            {
                "submissions/submissions.yaml": "accepted/right.py: {score: [0, 50]}\n",
            },
            "100 points; promised: 0 to 50",
        ),
        (
            {"data/secret/test_group.yaml": "max_score: 200\n"},
            "error submissions/accepted/right.py: AC with 50 points; expected all 100",
        ),
        (
            {
                "judge.yaml": "kind: function\nentry: doubled\nsignature: {n: int, returns: int}\n"
                "model_solution: other/right.py\n",
                "submissions/other/right.py": RIGHT,
            },
            "error submissions/other/right.py: it is the model solution but not an accepted example",
        ),
    ],
)
def test_a_broken_promise_is_found_and_named(
    verify: Callable[..., VerifyReport], files: dict[str, str | None], complaint: str
) -> None:
    assert complaint in words(verify(files))


SCORED_MEMORY = """\
kind: function
entry: doubled
signature: {number: int, returns: int}
model_solution: accepted/right.py
scoring: {correctness: 90, memory: 10}
runtime: {cases: [secret], memory: {full_at: %s, zero_at: 9}}
"""


def test_memory_points_need_a_reference_that_takes_more_than_figures_are_good_to(
    verify: Callable[..., VerifyReport],
) -> None:
    told = words(verify({"judge.yaml": SCORED_MEMORY % 1.2}))
    assert re.search(
        r"error judge.yaml: the model solution takes \d\.\d MiB on runtime.cases; memory has points",
        told,
    )
    assert "expected 10.0 MiB at least" in told
    assert verify({"judge.yaml": SCORED_MEMORY % 8}).ok
    fat = RIGHT.replace("    return", "    large = b'x' * (30 << 20)\n    return")
    assert verify({"judge.yaml": SCORED_MEMORY % 1.2, "submissions/accepted/right.py": fat}).ok


def test_an_input_that_was_written_to_be_refused_may_be_refused(
    verify: Callable[..., VerifyReport],
) -> None:
    assert verify({"data/invalid_input/large.in": "[99]\n"}).ok


def test_a_generator_that_does_not_repeat_itself_is_found(
    verify: Callable[..., VerifyReport],
) -> None:
    rules = 'data: {secret: {data: {01-small: {data: {a: "g.py"}}}}}\n'
    generator = "import os\nprint([int.from_bytes(os.urandom(6), 'big') % 10**12 - 10**12])\n"
    report = verify({"generators/generators.yaml": rules, "generators/g.py": generator})
    assert "error secret/01-small/a: its generator printed something else" in words(report)


def test_too_slow_examples_have_to_be_clearly_too_slow(verify: Callable[..., VerifyReport]) -> None:
    folder = "submissions/time_limit_exceeded"
    report = verify(
        {
            **SHORT,
            f"{folder}/clearly.py": "while True: pass\n",
            f"{folder}/nearly.py": BUSY.format(seconds=0.7),
            f"{folder}/not.py": RIGHT,
        }
    )
    assert "nearly.py: TLE at the limit of 400 ms, but not at 3 times as much" in words(report)
    assert "not.py: no test got TLE, which is required" in words(report)
    assert [row.ok for row in report.examples] == [True, True, False, False]


def test_accepted_examples_have_to_be_well_within_the_limit(
    verify: Callable[..., VerifyReport],
) -> None:
    report = verify({**SHORT, "submissions/accepted/slow.py": BUSY.format(seconds=0.28)})
    assert "error submissions/accepted/slow.py: " in words(report)
    assert "times 2 that is more than the limit of 400 ms" in words(report)


def test_promises_for_some_tests_hold_for_these_alone(verify: Callable[..., VerifyReport]) -> None:
    source = "def doubled(number):\n    return 2 * abs(number)\n"
    promises = """\
mixed/x.py:
  secret/*/minus: {permitted: [WA]}
  secret/*/zero: {permitted: [AC]}
mixed/y.py:
  secret/*/minus: {permitted: [AC]}
"""
    report = verify(
        {
            "submissions/submissions.yaml": promises,
            "submissions/mixed/x.py": source,
            "submissions/mixed/y.py": source,
        }
    )
    rows = {row.name: row for row in report.examples}
    assert rows["mixed/x.py"].ok
    assert rows["mixed/y.py"].why == "WA on secret/01-small/minus; permitted: AC"


def test_examples_in_other_languages_are_listed_and_not_judged(
    verify: Callable[..., VerifyReport],
) -> None:
    report = verify({"submissions/accepted/x.cpp": "int main() {}\n"})
    row = report.examples[1]
    assert (row.name, row.got, row.ok) == ("accepted/x.cpp", None, None)
    assert row.why == "not judged: in a language that is not supported"
    assert report.ok


def test_a_foreign_package_may_lack_what_ours_must_have(
    verify: Callable[..., VerifyReport],
) -> None:
    report = verify(
        {"statement/problem.en.tex": None, "submissions/accepted/x.py": None}, base="foreign"
    )
    assert report.ok
    assert [finding.severity for finding in report.findings] == [Severity.WARNING]


def test_a_listener_hears_every_step(make_package: MakePackage, sandbox: Sandbox) -> None:
    package: Package = load_package(make_package("foreign", {"statement/problem.en.tex": None}))
    heard: list[str] = []

    class Ears:
        def started(self, example_count: int) -> None:
            heard.append(f"{example_count} examples")

        def step(self, what: str) -> None:
            heard.append(what)

        def example_done(self, row: ExampleRow) -> None:
            heard.append(f"done {row.name}")

        def mutants_started(self, count: int) -> None:
            heard.append(f"{count} mutants")

        def mutant_done(self, name: str) -> None:
            heard.append(f"mutant {name}")

        def found(self, finding: Finding) -> None:
            heard.append(f"found {finding.where}")

    verify_package(package, sandbox, package.root / "cache", Ears())
    assert heard == [
        "1 examples",
        "found statement/",
        "generating inputs again",
        "validating inputs",
        "judging accepted/right.py",
        "done accepted/right.py",
    ]
