"""How a submission's time grows, in a real box."""

import json
from collections.abc import Callable

import pytest

from judge.errors import PackageError
from judge.judging.judge import judge
from judge.model.problem import Problem
from judge.model.submission import Judging
from judge.model.verdict import Verdict
from judge.package.build import build_problem
from judge.package.load import load_package
from judge.package.submissions import submission_of_source
from judge.sandbox.port import Sandbox

pytestmark = pytest.mark.docker

SCALING = '{case: "numbers.py {n} {seed:1}", sizes: [500, 1000, 2000, 4000, 8000], expect: n}'
FILES = {
    "problem.yaml": """\
problem_format_version: "2025-09"
type: scoring
name: {en: Largest}
uuid: 3c2a1a66-6a4f-4f3b-9a5c-0d7f5a5b6c7f
limits: {time_limit: 4.0, memory: 256}
""",
    "judge.yaml": f"""\
kind: function
entry: largest
signature: {{numbers: "list[int]", returns: int}}
model_solution: accepted/right.py
runtime: {{cases: [secret/01-small], scaling: {SCALING}}}
""",
    "statement/problem.en.md": "Find the largest.\n",
    "generators/numbers.py": "import sys, json\n"
    "n, seed = map(int, sys.argv[1:])\n"
    "print(json.dumps([[i * seed % 9973 for i in range(n)]]))\n",
    "data/sample/1.in": "[[1, 2]]\n",
    "data/sample/1.ans": "2\n",
    "data/secret/01-small/test_group.yaml": "max_score: 100\n",
    "data/secret/01-small/three.in": "[[3, 1, 2]]\n",
    "submissions/accepted/right.py": "def largest(numbers):\n    return max(numbers)\n",
}
ALL_PAIRS = """\
def largest(numbers):
    for one in numbers:
        best = True
        for other in numbers:
            if other > one:
                best = False
        if best:
            answer = one
    return answer
"""
WRONG = ALL_PAIRS.replace("return answer", "return answer + 1")
ONE_AFTER_ANOTHER = """\
def largest(numbers):
    answer = numbers[0]
    for _ in range(40):
        for number in numbers:
            if number > answer:
                answer = number
    return answer
"""


@pytest.fixture(scope="module")
def problem(sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Problem:
    root = tmp_path_factory.mktemp("complexity") / "largest"
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return build_problem(load_package(root), sandbox, tmp_path_factory.mktemp("cache"))


@pytest.fixture
def judged(problem: Problem, sandbox: Sandbox) -> Callable[[str], Judging]:
    return lambda source: judge(problem, submission_of_source(source.encode(), problem), sandbox)


def test_what_grows_faster_than_expected_is_told_whatever_its_verdict(
    judged: Callable[[str], Judging],
) -> None:
    for source, verdict in ((ALL_PAIRS, Verdict.AC), (WRONG, Verdict.WA)):
        judging = judged(source)
        assert judging.verdict is verdict
        assert judging.complexity is not None
        assert judging.complexity.exponent is not None
        assert 1.7 < judging.complexity.exponent < 2.4
        assert (judging.complexity.expected, judging.complexity.worse) == ("n", True)


def test_what_grows_as_expected_is_not_blamed(judged: Callable[[str], Judging]) -> None:
    judging = judged(ONE_AFTER_ANOTHER)
    assert judging.complexity is not None
    assert judging.complexity.model in ("n", "n log n")
    assert not judging.complexity.worse


def test_sizes_end_where_they_take_too_long(judged: Callable[[str], Judging]) -> None:
    slow = ALL_PAIRS.replace(
        "        for other", "        for _ in range(20): pass\n        for other"
    )
    slow = slow.replace("for other in numbers:", "for other in numbers * 8:")
    judging = judged(slow)
    assert judging.complexity is not None
    sizes = [size for size, _ in judging.complexity.times]
    assert 1 <= len(sizes) < 5
    assert all(took_ms < 1500 for _, took_ms in judging.complexity.times)


def test_what_fails_has_no_growth(judged: Callable[[str], Judging]) -> None:
    judging = judged("def largest(numbers):\n    raise ValueError\n")
    assert (judging.verdict, judging.complexity) == (Verdict.RTE, None)


def test_inputs_of_growing_size_are_no_tests(problem: Problem) -> None:
    assert problem.runtime is not None
    assert problem.runtime.scaling is not None
    assert [case.name for case in problem.runtime.scaling.cases][:2] == [
        "scaling/500",
        "scaling/1000",
    ]
    inputs = [json.loads(case.read_input()) for case in problem.runtime.scaling.cases]
    assert [len(numbers) for (numbers,) in inputs] == list(problem.runtime.scaling.sizes)
    answers = [int(case.read_answer()) for case in problem.runtime.scaling.cases]
    assert answers == [max(numbers) for (numbers,) in inputs]


@pytest.mark.parametrize(
    ("scaling", "complaint"),
    [
        (SCALING.replace("{n} ", ""), "expected a generator's command with {n} in it"),
        (SCALING.replace("8000", "3999"), "ascending whole numbers"),
        (SCALING.replace("8000", "4400").replace("500,", "600,"), "ascending whole numbers"),
        (SCALING.replace("500, 1000, ", ""), "ascending whole numbers"),
        (SCALING.replace("expect: n}", "expect: n!}"), 'expect is "n!"; expected one of'),
        (SCALING.replace("numbers.py", "letters.py"), 'runs "letters.py"'),
        (SCALING.replace("{seed:1}", "{seeds}"), "holds {seeds}"),
    ],
)
def test_malformed_scaling_is_refused(
    tmp_path_factory: pytest.TempPathFactory, scaling: str, complaint: str
) -> None:
    root = tmp_path_factory.mktemp("scaling")
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text.replace(SCALING, scaling))
    with pytest.raises(PackageError) as raised:
        load_package(root)
    assert complaint in str(raised.value)
