"""Equality of values and of their types."""

import cmath
import math
from itertools import chain

from judge.checkers.blocks import unravel
from judge.checkers.canonical import canonical
from judge.checkers.shown import show
from judge.checkers.value_checker import (
    ACCEPTED,
    Difference,
    ValueChecker,
    result_of,
    wrong_length,
    wrong_type,
)
from judge.model.checker import CheckResult
from judge.model.hints import Hint
from judge.model.values import Array, DictValue, PlainValue, SetValue


class ExactChecker(ValueChecker):
    """Accepts an output that equals the answer in value and type."""

    def check(self, case_input: bytes, answer: bytes, output: bytes) -> CheckResult:
        """As every value checker, but identical bytes are accepted without being read."""
        if answer == output:
            return ACCEPTED
        return super().check(case_input, answer, output)

    def compare(self, expected: PlainValue, seen: PlainValue) -> CheckResult:
        """Name the first difference, if there is one."""
        return result_of(first_difference(expected, seen))


def first_difference(expected: PlainValue, seen: PlainValue) -> Difference | None:
    """The first place where `seen` differs from `expected` in value or type, or None.

    An array in `seen` is read as nested lists where `expected` has no array.
    """
    if isinstance(seen, Array) and not isinstance(expected, Array):
        seen = seen.nested()
    match expected, seen:
        case ((dict() | DictValue()), (dict() | DictValue())):
            return _dict_difference(pairs_of(expected), pairs_of(seen))
        case list(), list():
            return _list_difference(expected, seen)
        case SetValue(), SetValue():
            return _set_difference(expected, seen)
        case Array(), Array():
            return _array_difference(expected, seen)
        case _:
            return _scalar_difference(expected, seen)


def pairs_of(value: dict[str, PlainValue] | DictValue) -> list[tuple[PlainValue, PlainValue]]:
    """The keys and values of a dict of either sort."""
    return list(value.items()) if isinstance(value, dict) else value.pairs


def _scalar_difference(expected: PlainValue, seen: PlainValue) -> Difference | None:
    if type(expected) is not type(seen):
        return wrong_type(expected, seen)
    if expected == seen or canonical(expected) == canonical(seen):  # the latter for nan
        return None
    finite = _is_finite(expected) and not _is_finite(seen)
    reason = f"seen {show(seen)}, expected {show(expected)}"
    return Difference(reason, Hint.NOT_FINITE if finite else None)


def _is_finite(value: PlainValue) -> bool:
    match value:
        case float():
            return math.isfinite(value)
        case complex():
            return cmath.isfinite(value)
        case _:
            return True


def _list_difference(expected: list[PlainValue], seen: list[PlainValue]) -> Difference | None:
    if len(expected) != len(seen):
        return wrong_length(len(expected), len(seen))
    if _plainly_equal(expected, seen):
        return None
    for index, (expected_item, seen_item) in enumerate(zip(expected, seen, strict=True)):
        difference = first_difference(expected_item, seen_item)
        if difference is None:
            continue
        if difference.hint is None and _reordered(expected, seen):
            difference = Difference(difference.reason, Hint.NOT_SORTED, difference.path)
        return difference.below(index)
    return None


def _plainly_equal(expected: list[PlainValue], seen: list[PlainValue]) -> bool:
    """Whether plain scalars, or lists of lists of them, are equal, at the speed of C.

    False means "look closer". `==` compares values at all depths, but not their types: those are
    compared one level of nesting after the other.
    """
    if expected != seen:
        return False
    while True:
        kinds = list(map(type, expected))
        if kinds != list(map(type, seen)):
            return False
        distinct = set(kinds)
        if distinct <= _SCALARS:
            return True
        if distinct != {list}:
            return False
        # Every element is a list, which the type checker cannot see.
        expected = list(chain.from_iterable(expected))  # type: ignore[arg-type]
        seen = list(chain.from_iterable(seen))  # type: ignore[arg-type]


_SCALARS: frozenset[type] = frozenset({type(None), bool, int, float, str, bytes, complex})


def _reordered(expected: list[PlainValue], seen: list[PlainValue]) -> bool:
    """Whether both hold the same elements; of True, False and None that would mean nothing."""
    if set(map(type, expected)) <= {bool, type(None)}:
        return False
    return sorted(map(canonical, expected)) == sorted(map(canonical, seen))


def _dict_difference(
    expected: list[tuple[PlainValue, PlainValue]], seen: list[tuple[PlainValue, PlainValue]]
) -> Difference | None:
    seen_by_key = {canonical(key): item for key, item in seen}
    for key, expected_item in expected:
        text = canonical(key)
        if text not in seen_by_key:
            return Difference(f"key {show(key)} is missing")
        difference = first_difference(expected_item, seen_by_key[text])
        if difference:
            return difference.below(key)
    # All expected keys are there; a key that stands twice counts here, too.
    return None if len(expected) == len(seen) else wrong_length(len(expected), len(seen))


def _set_difference(expected: SetValue, seen: SetValue) -> Difference | None:
    expected_keys = {canonical(element): element for element in expected.elements}
    seen_keys = {canonical(element): element for element in seen.elements}
    missing = [expected_keys[key] for key in expected_keys if key not in seen_keys]
    extra = [seen_keys[key] for key in seen_keys if key not in expected_keys]
    return Difference(missing_and_extra(missing, extra)) if missing or extra else None


def missing_and_extra(missing: list[PlainValue], extra: list[PlainValue]) -> str:
    """Says what is missing and what is too much in a collection without order."""
    parts = [f"{show(missing[0])} is missing"] if missing else []
    parts += [f"{show(extra[0])} is not expected"] if extra else []
    return f"{' and '.join(parts)} ({len(missing)} missing, {len(extra)} unexpected)"


def _array_difference(expected: Array, seen: Array) -> Difference | None:
    if expected.kind != seen.kind:
        reason = f"dtype {show(seen.dtype)}, expected {show(expected.dtype)}"
        return Difference(reason, Hint.WRONG_DTYPE)
    if expected.shape != seen.shape:
        reason = f"shape {show(list(seen.shape))}, expected {show(list(expected.shape))}"
        return Difference(reason, Hint.WRONG_SHAPE)
    if expected.dtype == seen.dtype and isinstance(seen.data, bytes) and expected.data == seen.data:
        return None
    difference = _list_difference(expected.elements(), seen.elements())
    if difference is None:
        return None
    index, *rest = difference.path
    assert isinstance(index, int)
    place = unravel(index, expected.shape)
    return Difference(difference.reason, difference.hint, (*place, *rest))
