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

SCALING = (
    '{case: "numbers.py {n} {seed:1}", sizes: [16, 32, 64, 128, 256, 512, 1024, 2048], expect: n}'
)
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
    "print(json.dumps([[(i + 1) * seed % 9973 for i in range(n)]]))\n",
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
    for number in numbers:
        for _ in range(10):
            if number > answer:
                answer = number
    return answer
"""
KEEPS_THE_LARGEST_IN_FRONT = """\
def largest(numbers):
    heap = []
    for number in sorted(numbers):
        at = len(heap)
        heap.append(number)
        while at and heap[(at - 1) // 2] < heap[at]:
            above = (at - 1) // 2
            heap[at], heap[above] = heap[above], heap[at]
            at = above
    return heap[0]
"""
REMEMBERS = """\
known = {}

def largest(numbers):
    n = len(numbers)
    if n not in known:
        known[n] = ALL_PAIRS(numbers)
    return known[n]
"""
REMEMBERS = ALL_PAIRS.replace("largest", "search") + REMEMBERS.replace("ALL_PAIRS", "search")


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


@pytest.mark.parametrize(
    ("source", "model"),
    [(ONE_AFTER_ANOTHER, "n"), (KEEPS_THE_LARGEST_IN_FRONT, "n log n"), (ALL_PAIRS, "n²")],
    ids=["n", "n log n", "n²"],
)
def test_each_order_is_told_from_the_others(
    judged: Callable[[str], Judging], source: str, model: str
) -> None:
    """On a host with much else to do there may be too little to see; what is said has to be right."""
    said = []
    for _ in range(3):
        complexity = judged(source).complexity
        assert complexity is not None
        assert complexity.model in (model, None)
        assert complexity.worse is (complexity.model == "n²")
        said.append(complexity.model)
        if complexity.model == model:
            break
    assert model in said


def test_what_a_program_remembers_from_call_to_call_makes_it_no_faster(
    judged: Callable[[str], Judging],
) -> None:
    complexity = judged(REMEMBERS).complexity
    assert complexity is not None
    assert complexity.exponent is not None
    assert 1.7 < complexity.exponent < 2.4


def test_sizes_end_where_they_take_too_long(judged: Callable[[str], Judging]) -> None:
    slow = ALL_PAIRS.replace(
        "        for other", "        for _ in range(200): pass\n        for other"
    )
    slow = slow.replace("for other in numbers:", "for other in numbers * 40:")
    judging = judged(slow)
    assert judging.complexity is not None
    sizes = [size for size, _ in judging.complexity.times]
    assert 1 <= len(sizes) < 8
    assert all(took_ms < 1500 for _, took_ms in judging.complexity.times)


def test_what_fails_has_no_growth(judged: Callable[[str], Judging]) -> None:
    judging = judged("def largest(numbers):\n    raise ValueError\n")
    assert (judging.verdict, judging.complexity) == (Verdict.RTE, None)


def test_inputs_of_growing_size_are_no_tests(problem: Problem) -> None:
    assert problem.runtime is not None
    assert problem.runtime.scaling is not None
    cases = problem.runtime.scaling.cases_by_size
    assert [case.name for case in cases[32]] == [f"scaling/32-{number}" for number in (1, 2, 3, 4)]
    for size, of_size in cases.items():
        for case in of_size:
            (numbers,) = json.loads(case.read_input())
            assert len(numbers) == size
            assert int(case.read_answer()) == max(numbers)


def test_inputs_of_a_size_differ_in_their_seed(problem: Problem) -> None:
    assert problem.runtime is not None
    assert problem.runtime.scaling is not None
    for cases in problem.runtime.scaling.cases_by_size.values():
        assert len({case.read_input() for case in cases}) == len(cases)


@pytest.mark.parametrize(
    ("scaling", "complaint"),
    [
        (SCALING.replace("{n} ", ""), "expected a generator's command with {n} in it"),
        (SCALING.replace("2048", "1000"), "ascending whole numbers"),
        (SCALING.replace("16, 32, 64, 128, 256", "300, 400"), "ascending whole numbers"),
        (SCALING.replace("16, 32, 64, 128, 256, ", ""), "ascending whole numbers"),
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
