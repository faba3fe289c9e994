"""Which mutants a program has: one change each, every kind of mistake, nothing that cannot matter."""

import ast
import textwrap

import pytest

from judge.errors import PackageError
from judge.package.mutants.mutate import Mutant, mutants_of


def mutants(text: str) -> list[Mutant]:
    return mutants_of(textwrap.dedent(text), "the program")


def changed(text: str, rule: str) -> set[str]:
    """The changed lines that a rule makes of a program."""
    return {mutant.new for mutant in mutants(text) if mutant.rule == rule}


@pytest.mark.parametrize(
    ("text", "rule", "expected"),
    [
        ("a < b", "comparison", {"a <= b", "a > b"}),
        ("a >= b", "comparison", {"a > b", "a <= b"}),
        ("(a) == (b)", "comparison", {"(a) != (b)"}),
        ("a < b <= c", "comparison", {"a <= b <= c", "a > b <= c", "a < b < c", "a < b >= c"}),
        ("a not in b", "comparison", {"a in b"}),
        ("a is b", "comparison", {"a is not b"}),
        ("a + b * c", "arithmetic", {"a - b * c", "a + b / c"}),
        ("(a - b) // c", "arithmetic", {"(a + b) // c", "(a - b) / c"}),
        ("a @ b", "arithmetic", set()),
        ("a %= b", "arithmetic", {"a //= b"}),
        ("a and b and c", "boolean", {"a or b and c", "a and b or c"}),
        ("-a", "dropped sign", {"a"}),
        ("not a", "dropped sign", {"a"}),
        ("x[5]", "off by one", {"x[6]", "x[4]"}),
        ("x.sum(axis=0)", "off by one", {"x.sum(axis=1)", "x.sum(axis=-1)"}),
        ("x.sum(keepdims=True)", "constant", {"x.sum(keepdims=False)"}),
        ("x.sum(keepdims=True)", "dropped argument", set()),
        ("x = 0.5", "constant", {"x = 1.0"}),
        ("a if b else c", "branch", {"a if True else c", "a if False else c"}),
        ("[a for a in b if a]", "branch", {"[a for a in b if True]"}),
        ("f(a, (b), c=d)", "swapped arguments", {"f((b), a, c=d)"}),
        ("f(a, *b)", "swapped arguments", set()),
        ("max(a, b)", "swapped arguments", set()),
        ("f(a, key=(b), c=d)", "dropped argument", {"f(a, c=d)", "f(a, key=(b))"}),
        ("f(key=b, c=d)", "dropped argument", {"f(c=d)", "f(key=b)"}),
        ("f(key=b)", "dropped argument", {"f()"}),
        ("f(a, dtype=g(1))", "dropped argument", set()),
        ("np.max(a)", "function", {"np.min(a)"}),
        ("a.popleft()", "function", {"a.pop()"}),
        ("a.append(b)", "function", set()),
        ("a.T @ b", "dropped transpose", {"a @ b"}),
        ("a.copy()", "dropped call", {"a"}),
        ("sorted(a, key=f)", "dropped call", {"list(a)"}),
        ("abs(a - b)", "dropped call", {"(a - b)"}),
    ],
)
def test_each_rule_changes_what_it_is_for(text: str, rule: str, expected: set[str]) -> None:
    assert changed(text, rule) == expected


def test_statements_are_dropped_where_the_program_still_runs() -> None:
    text = """
        class Total:
            limit = 3

            def add(self, x):
                if x is None:
                    return 0
                self.total += x
                for _ in ():
                    continue
                return self.total
        """
    dropped = [mutant.old for mutant in mutants(text) if mutant.rule == "dropped statement"]
    assert dropped == ["return 0", "self.total += x", "continue"]


def test_what_no_test_can_see_is_left_alone() -> None:
    text = '''
        """A module about 3 things."""
        import heapq

        def f(a: "list[int]", b: int = 0) -> "dict[str, int]":
            """Return 2 of them."""
            assert a, "no 7"
            if b:
                raise ValueError("not 4 but 5")
            return np.zeros(len(a), dtype=kind(6)), f"{a[8]}"
        '''
    assert {mutant.old for mutant in mutants(text)} == {
        'def f(a: "list[int]", b: int = 0) -> "dict[str, int]":',
        "if b:",
        'raise ValueError("not 4 but 5")',
        'return np.zeros(len(a), dtype=kind(6)), f"{a[8]}"',
    }
    assert {mutant.rule for mutant in mutants(text) if mutant.old.startswith("return")} == {
        "function"
    }


def test_every_mutant_is_a_program_of_its_own() -> None:
    text = """
        def merge(intervals):
            merged = []
            for start, end in sorted(intervals):  # ü: two bytes
                if merged and start <= merged[-1][1]:
                    merged[-1][1] = max(merged[-1][1], end)
                else:
                    merged.append([start, end])
            return merged
        """
    found = mutants(text)
    trees = {ast.dump(ast.parse(mutant.text)) for mutant in found}
    assert len(trees) == len(found) > 15
    assert ast.dump(ast.parse(textwrap.dedent(text))) not in trees
    (boundary,) = [each for each in found if each.new == "if merged and start < merged[-1][1]:"]
    assert (boundary.line, boundary.rule) == (5, "comparison")
    assert boundary.old == "if merged and start <= merged[-1][1]:"


def test_a_change_over_several_lines_tells_all_of_them() -> None:
    text = """
        x = f(
            a,
            b,
        )
        """
    (swapped,) = [each for each in mutants(text) if each.rule == "swapped arguments"]
    assert (swapped.old, swapped.new) == ("a,\nb,", "b,\na,")


def test_what_is_no_python_is_the_callers_mistake() -> None:
    with pytest.raises(PackageError, match="the program: line 1 is not Python"):
        mutants("def f(:")
