"""Packages of other people, judged as their format says."""

from collections.abc import Callable
from pathlib import Path

import pytest

from judge.errors import PackageError
from judge.judging.judge import judge
from judge.model.submission import Judging
from judge.model.verdict import Verdict
from judge.package.build import build_problem
from judge.package.load import load_package
from judge.package.submissions import submission_of_source
from judge.sandbox.port import Sandbox

pytestmark = pytest.mark.docker

MakePackage = Callable[..., Path]
JudgeSource = Callable[[Path, str], Judging]
RIGHT = "print(2 * int(input()))\n"
NO_POSITIVE = "n = int(input())\nprint(2 * n if n <= 0 else 0)\n"


@pytest.fixture
def judge_source(sandbox: Sandbox, tmp_path: Path) -> JudgeSource:
    def run(root: Path, source: str) -> Judging:
        problem = build_problem(load_package(root), sandbox, tmp_path / "cache")
        return judge(problem, submission_of_source(source.encode(), problem), sandbox)

    return run


def group(name: str, config: str | None, *numbers: int) -> dict[str, str]:
    """A folder of legacy test data that doubles these numbers."""
    files = {} if config is None else {f"data/{name}/testdata.yaml": config}
    for place, number in enumerate(numbers):
        files[f"data/{name}/{place}.in"] = f"{number}\n"
        files[f"data/{name}/{place}.ans"] = f"{2 * number}\n"
    return files


def legacy_scoring(root_config: str) -> dict[str, str | None]:
    return {
        "problem.yaml": "name: A\ntype: scoring\nlimits: {time_limit: 2}\n",
        "data/testdata.yaml": root_config,
        "data/secret/1.in": None,
        "data/secret/1.ans": None,
        "data/secret/testdata.yaml": "on_reject: continue\ngrader_flags: always_accept\n",
        **group("secret/a", "on_reject: break\naccept_score: 30\ngrader_flags: min\n", -1, 0),
        **group("secret/b", "on_reject: break\naccept_score: 70\ngrader_flags: min\n", -5, 5),
    }


def test_legacy_groups_score_by_their_graders_flags(
    make_package: MakePackage, judge_source: JudgeSource
) -> None:
    root = make_package("legacy", legacy_scoring("grader_flags: ignore_sample\n"))
    full = judge_source(root, RIGHT)
    assert (full.verdict, full.score, full.max_score) == (Verdict.AC, 100, 100)
    part = judge_source(root, NO_POSITIVE)
    assert (part.verdict, part.score) == (Verdict.AC, 30)
    assert {each.name: each.score for each in part.groups}["secret/a"] == 30


def test_a_custom_validator_in_python_decides_with_its_flags(
    make_package: MakePackage, judge_source: JudgeSource
) -> None:
    validator = """\
import sys
case_input, answer, feedback, *flags = sys.argv[1:]
expected = int(open(answer).read()) + int(flags[0])
sys.exit(42 if int(sys.stdin.read()) == expected else 43)
"""
    root = make_package(
        "legacy",
        {
            "problem.yaml": "validation: custom\nvalidator_flags: '1'\nlimits: {time_limit: 2}\n",
            "output_validators/check/check.py": validator,
        },
    )
    assert judge_source(root, RIGHT).verdict is Verdict.WA
    assert judge_source(root, "print(2 * int(input()) + 1)\n").verdict is Verdict.AC


def test_tolerance_flags_of_the_default_validator_hold(
    make_package: MakePackage, judge_source: JudgeSource
) -> None:
    text = "validator_flags: float_absolute_tolerance 0.5\nlimits: {time_limit: 2}\n"
    root = make_package("legacy", {"problem.yaml": text})
    assert judge_source(root, "print(2 * int(input()) + 0.4)\n").verdict is Verdict.AC
    assert judge_source(root, "print(2 * int(input()) + 0.6)\n").verdict is Verdict.WA


def test_arguments_and_files_of_a_case_reach_the_program(
    make_package: MakePackage, judge_source: JudgeSource
) -> None:
    root = make_package(
        "foreign",
        {
            "data/secret/2.in": "",
            "data/secret/2.ans": "first table\n",
            "data/secret/2.yaml": "args: [first]\n",
            "data/secret/2.files/table.txt": "table\n",
        },
    )
    source = """\
import sys
if len(sys.argv) > 1:
    print(sys.argv[1], open("table.txt").read())
else:
    print(2 * int(input()))
"""
    assert judge_source(root, source).verdict is Verdict.AC


def test_cases_shared_by_links_are_judged_in_every_group(
    make_package: MakePackage, judge_source: JudgeSource
) -> None:
    files = legacy_scoring("grader_flags: ignore_sample\n")
    root = make_package("legacy", files)
    for suffix in ("in", "ans"):
        (root / f"data/secret/a/9.{suffix}").symlink_to(f"../b/1.{suffix}")
    judging = judge_source(root, NO_POSITIVE)
    verdicts = {case.name: case.verdict for case in judging.cases}
    assert verdicts["secret/a/9"] is verdicts["secret/b/1"] is Verdict.WA
    assert judging.score == 0


def test_a_driver_in_include_calls_the_submission(
    make_package: MakePackage, judge_source: JudgeSource
) -> None:
    root = make_package(
        "foreign",
        {"include/python3/__main__.py": "import solution\nprint(solution.double(int(input())))\n"},
    )
    assert judge_source(root, "def double(n):\n    return 2 * n\n").verdict is Verdict.AC


@pytest.mark.parametrize(
    ("base", "text", "least_ms", "step_ms"),
    [
        ("legacy", "name: A\n", 1000, 1000),
        ("legacy", "limits: {time_multiplier: 20}\n", 5000, 1000),
        (
            "foreign",
            'problem_format_version: "2025-09"\nname: A\nuuid: "1"\n'
            "limits: {time_resolution: 0.1, time_multipliers: {ac_to_time_limit: 3}}\n",
            900,
            100,
        ),
    ],
)
def test_a_time_limit_that_is_not_stated_is_measured_with_the_accepted_examples(
    make_package: MakePackage, sandbox: Sandbox, tmp_path: Path,
    base: str, text: str, least_ms: int, step_ms: int,
) -> None:  # fmt: skip
    slow = "import time\nwhile time.process_time() < 0.3: pass\n" + RIGHT
    root = make_package(base, {"problem.yaml": text, "submissions/accepted/slow.py": slow})
    problem = build_problem(load_package(root), sandbox, tmp_path / "cache")
    assert problem.time_limit_source == "measured"
    assert problem.limits.cpu_time_ms >= least_ms
    assert problem.limits.cpu_time_ms % step_ms == 0
    assert problem.limits.cpu_time_ms < 60_000
    log: list[str] = []
    again = build_problem(load_package(root), sandbox, tmp_path / "cache", log.append)
    assert again.limits == problem.limits
    assert log == []


@pytest.mark.parametrize(
    ("files", "complaint"),
    [
        ({"submissions/accepted/right.py": None}, "because no example in Python is accepted"),
        (
            {"submissions/accepted/right.py": "print(0)\n"},
            "right.py: WA sample/1; expected AC, because",
        ),
    ],
)
def test_a_time_limit_that_cannot_be_measured_is_the_packages_fault(
    make_package: MakePackage, sandbox: Sandbox, tmp_path: Path,
    files: dict[str, str | None], complaint: str,
) -> None:  # fmt: skip
    root = make_package("legacy", {"problem.yaml": "name: A\n", **files})
    with pytest.raises(PackageError) as raised:
        build_problem(load_package(root), sandbox, tmp_path / "cache")
    assert complaint in str(raised.value)
