"""A collection of collections, both in any order: anagram groups, connected components."""

from judge.checkers.canonical import canonical
from judge.checkers.exact import first_difference
from judge.checkers.multisets import elements_of, multiset_difference
from judge.checkers.shown import show, show_type
from judge.checkers.value_checker import ValueChecker, lists_for_arrays, result_of, wrong_type
from judge.errors import CheckerError
from judge.model.checker import CheckResult
from judge.model.values import PlainValue


class SetOfSetsChecker(ValueChecker):
    """Accepts the answer's groups in any order, the elements of each in any order.

    Both levels are multisets: a group, or an element of one, that stands twice has to stand twice.
    Lists and sets answer each other on both levels; the elements are compared exactly. An answer that
    is no collection (None where there is no solution) is compared exactly as a whole.
    """

    def compare(self, expected: PlainValue, seen: PlainValue) -> CheckResult:
        """Count groups by the text of their sorted elements."""
        seen = lists_for_arrays(expected, seen)
        expected_groups, seen_groups = elements_of(expected), elements_of(seen)
        if expected_groups is None:
            return result_of(first_difference(expected, seen))
        for index, group in enumerate(expected_groups):
            if elements_of(group) is None:
                raise CheckerError(
                    f"element {index} of the answer is {show(group)} ({show_type(group)}); set_of_sets "
                    "expects a list of lists or sets: mend the .ans file or choose another checker"
                )
        if seen_groups is None:
            return wrong_type(expected, seen).result()
        for index, group in enumerate(seen_groups):
            if elements_of(group) is None:
                return wrong_type([], group).below(index).result()
        return result_of(multiset_difference(expected_groups, seen_groups, _group_key))


def _group_key(group: PlainValue) -> str:
    return ",".join(sorted(map(canonical, elements_of(group) or [])))
