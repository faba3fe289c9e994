"""Equal as multisets at the top level, exactly equal below it."""

from judge.checkers.canonical import canonical
from judge.checkers.exact import first_difference
from judge.checkers.multisets import elements_of, multiset_difference
from judge.checkers.value_checker import ValueChecker, lists_for_arrays, result_of, wrong_type
from judge.model.checker import CheckResult
from judge.model.values import PlainValue


class UnorderedChecker(ValueChecker):
    """Accepts the answer's elements in any order, each as often as there.

    A list may answer a set and a set a list: order is all that tells them apart here. An answer that
    is neither (None where there is no solution) is compared exactly.
    """

    def compare(self, expected: PlainValue, seen: PlainValue) -> CheckResult:
        """Count elements on both sides, arrays as lists where the answer holds none."""
        seen = lists_for_arrays(expected, seen)
        expected_elements, seen_elements = elements_of(expected), elements_of(seen)
        if expected_elements is None:
            return result_of(first_difference(expected, seen))
        if seen_elements is None:
            return wrong_type(expected, seen).result()
        return result_of(multiset_difference(expected_elements, seen_elements, canonical))
