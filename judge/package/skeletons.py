"""What a new package starts with: a tiny problem of each kind that already keeps its promises."""

from judge.model.problem import ProblemKind

_PROBLEM_YAML = """\
problem_format_version: "2025-09"
type: scoring
name:
  en: {title}
uuid: {uuid}
license: cc0
credits: Your Name
limits:
  time_limit: 2.0
  memory: 256
"""
_TEST_GROUP = "max_score: {points}\nscore_aggregation: pass-fail\n"
_COMMON = {
    "problem.yaml": _PROBLEM_YAML,
    "data/secret/01-small/test_group.yaml": _TEST_GROUP.format(points=40),
    "data/secret/02-random/test_group.yaml": _TEST_GROUP.format(points=60),
}

_FUNCTION = {
    **_COMMON,
    "judge.yaml": """\
kind: function
entry: largest_sum
signature: {numbers: "list[int]", returns: int}
image: python
compare: exact
scoring: {correctness: 100}
model_solution: accepted/one_pass.py
tags: [arrays]
difficulty: easy
""",
    "statement/problem.en.md": """\
Write `largest_sum(numbers)`. It returns the largest sum of consecutive elements of `numbers`; the
empty run counts and has the sum 0.

- 0 ≤ `len(numbers)` ≤ 10 000, and -1000 ≤ each number ≤ 1000.
- Expected: O(n) time.
""",
    "data/sample/1.in": "[[2, -5, 3, 4, -1]]\n",
    "data/sample/1.ans": "7\n",
    "data/secret/01-small/all-negative.in": "[[-3, -1, -2]]\n",
    "data/secret/01-small/all-negative.ans": "0\n",
    "data/secret/01-small/empty.in": "[[]]\n",
    "data/secret/01-small/empty.ans": "0\n",
    "generators/generators.yaml": """\
data:
  secret:
    data:
      "02-random":
        data:
          short: numbers.py --n 50 {seed:1}
          long: numbers.py --n 10000 {seed:2}
""",
    "generators/numbers.py": """\
import argparse
import json
import random

parser = argparse.ArgumentParser()
parser.add_argument("--n", type=int, required=True)
parser.add_argument("seed", type=int)
options = parser.parse_args()
random.seed(options.seed)
print(json.dumps([[random.randint(-1000, 1000) for _ in range(options.n)]]))
""",
    "input_validators/validate.py": """\
import json
import sys

(numbers,) = json.load(sys.stdin)
assert len(numbers) <= 10_000
assert all(type(number) is int and -1000 <= number <= 1000 for number in numbers)
sys.exit(42)
""",
    "submissions/accepted/one_pass.py": """\
def largest_sum(numbers):
    best = ending_here = 0
    for number in numbers:
        ending_here = max(0, ending_here + number)
        best = max(best, ending_here)
    return best
""",
    "submissions/wrong_answer/never_empty.py": """\
def largest_sum(numbers):
    best = ending_here = numbers[0] if numbers else 0
    for number in numbers[1:]:
        ending_here = max(number, ending_here + number)
        best = max(best, ending_here)
    return best
""",
    "attachments/templates/python3/solution.py": """\
def largest_sum(numbers: list[int]) -> int:
    ...
""",
}

_CLASS = {
    **_COMMON,
    "judge.yaml": """\
kind: class
entry: Counter
signature:
  __init__: {start: int}
  add: {amount: int}
  total: {returns: int}
image: python
compare: exact
scoring: {correctness: 100}
model_solution: accepted/one_number.py
tags: [design]
difficulty: easy
""",
    "statement/problem.en.md": """\
Write a class `Counter`. `Counter(start)` begins at `start`, `add(amount)` adds to it, `total()` returns
what it has come to.

- At most 10 000 calls; -1000 ≤ `start`, `amount` ≤ 1000.
- Expected: O(1) time for each call.
""",
    "data/sample/1.in": '[["Counter", [5]], ["add", [3]], ["total", []]]\n',
    "data/sample/1.ans": "[null, null, 8]\n",
    "data/secret/01-small/negative.in": '[["Counter", [0]], ["add", [-3]], ["total", []]]\n',
    "data/secret/01-small/negative.ans": "[null, null, -3]\n",
    "data/secret/01-small/nothing-added.in": '[["Counter", [5]], ["total", []]]\n',
    "data/secret/01-small/nothing-added.ans": "[null, 5]\n",
    "generators/generators.yaml": """\
data:
  secret:
    data:
      "02-random":
        data:
          short: calls.py --n 50 {seed:1}
          long: calls.py --n 9000 {seed:2}
""",
    "generators/calls.py": """\
import argparse
import json
import random

parser = argparse.ArgumentParser()
parser.add_argument("--n", type=int, required=True)
parser.add_argument("seed", type=int)
options = parser.parse_args()
random.seed(options.seed)
calls = [["Counter", [random.randint(-1000, 1000)]]]
for _ in range(options.n):
    calls.append(random.choice([["total", []], ["add", [random.randint(-1000, 1000)]]]))
print(json.dumps(calls))
""",
    "input_validators/validate.py": """\
import json
import sys

(name, (start,)), *calls = json.load(sys.stdin)
assert name == "Counter" and -1000 <= start <= 1000 and len(calls) <= 10_000
for name, arguments in calls:
    assert (name, len(arguments)) in (("add", 1), ("total", 0))
    assert all(type(amount) is int and -1000 <= amount <= 1000 for amount in arguments)
sys.exit(42)
""",
    "submissions/accepted/one_number.py": """\
class Counter:
    def __init__(self, start):
        self.value = start

    def add(self, amount):
        self.value += amount

    def total(self):
        return self.value
""",
    "submissions/wrong_answer/ignores_negative_amounts.py": """\
class Counter:
    def __init__(self, start):
        self.value = start

    def add(self, amount):
        self.value += max(0, amount)

    def total(self):
        return self.value
""",
    "attachments/templates/python3/solution.py": """\
class Counter:
    def __init__(self, start: int) -> None:
        ...

    def add(self, amount: int) -> None:
        ...

    def total(self) -> int:
        ...
""",
}

_STDIO = {
    **_COMMON,
    "judge.yaml": """\
kind: stdio
image: python
compare: tokens
scoring: {correctness: 100}
model_solution: accepted/sum.py
tags: [input]
difficulty: easy
""",
    "statement/problem.en.md": """\
The input is one line with a number *n*, and then a line with *n* whole numbers. Print their sum.

- 0 ≤ *n* ≤ 10 000, and -1000 ≤ each number ≤ 1000.
- Expected: O(n) time.
""",
    "data/sample/1.in": "3\n1 2 4\n",
    "data/sample/1.ans": "7\n",
    "data/secret/01-small/negative.in": "2\n-5 3\n",
    "data/secret/01-small/negative.ans": "-2\n",
    "data/secret/01-small/none.in": "0\n\n",
    "data/secret/01-small/none.ans": "0\n",
    "generators/generators.yaml": """\
data:
  secret:
    data:
      "02-random":
        data:
          short: numbers.py --n 50 {seed:1}
          long: numbers.py --n 10000 {seed:2}
""",
    "generators/numbers.py": """\
import argparse
import random

parser = argparse.ArgumentParser()
parser.add_argument("--n", type=int, required=True)
parser.add_argument("seed", type=int)
options = parser.parse_args()
random.seed(options.seed)
print(options.n)
print(*(random.randint(-1000, 1000) for _ in range(options.n)))
""",
    "input_validators/validate.py": """\
import sys

first, second = sys.stdin.read().splitlines()
numbers = [int(word) for word in second.split()]
assert len(numbers) == int(first) <= 10_000
assert all(-1000 <= number <= 1000 for number in numbers)
sys.exit(42)
""",
    "submissions/accepted/sum.py": """\
input()
print(sum(int(word) for word in input().split()))
""",
    "submissions/wrong_answer/ignores_signs.py": """\
input()
print(sum(abs(int(word)) for word in input().split()))
""",
    "attachments/templates/python3/solution.py": """\
n = int(input())
numbers = [int(word) for word in input().split()]
""",
}

SKELETONS = {
    ProblemKind.FUNCTION: _FUNCTION,
    ProblemKind.CLASS: _CLASS,
    ProblemKind.STDIO: _STDIO,
}
"""Contents by relative path; `problem.yaml` has places for title and uuid."""
