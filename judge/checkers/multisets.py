"""Collections whose order does not matter, compared in linear time."""

from collections import Counter
from collections.abc import Callable

from judge.checkers.canonical import canonical
from judge.checkers.exact import missing_and_extra
from judge.checkers.shown import show_type
from judge.checkers.value_checker import Difference
from judge.model.hints import Hint
from judge.model.values import PlainValue, SetValue


def elements_of(value: PlainValue) -> list[PlainValue] | None:
    """The elements of a list, or those of a set, once each; None for anything else."""
    match value:
        case list():
            return value
        case SetValue(elements):
            return list({canonical(element): element for element in elements}.values())
        case _:
            return None


def multiset_difference(
    expected: list[PlainValue], seen: list[PlainValue], key: Callable[[PlainValue], str]
) -> Difference | None:
    """What keeps two collections from holding elements with the same keys equally often."""
    expected_keys, seen_keys = list(map(key, expected)), list(map(key, seen))
    # As plain dicts, which compare at the speed of C; a Counter compares and subtracts in Python.
    if dict(Counter(expected_keys)) == dict(Counter(seen_keys)):
        return None
    missing = _surplus(expected, expected_keys, seen_keys)
    extra = _surplus(seen, seen_keys, expected_keys)
    if len(expected) != len(seen):
        reason = (
            f"{len(seen)} elements, expected {len(expected)}: {missing_and_extra(missing, extra)}"
        )
        return Difference(reason, Hint.WRONG_LENGTH)
    foreign_types = set(map(show_type, extra)) - set(map(show_type, expected))
    hint = Hint.WRONG_TYPE if foreign_types else None
    return Difference(missing_and_extra(missing, extra), hint)


def _surplus(elements: list[PlainValue], keys: list[str], others: list[str]) -> list[PlainValue]:
    """The elements whose keys stand more often in `keys` than in `others`, in their order."""
    left = Counter(keys) - Counter(others)
    surplus = []
    for element, element_key in zip(elements, keys, strict=True):
        if left[element_key] > 0:
            left[element_key] -= 1
            surplus.append(element)
    return surplus
