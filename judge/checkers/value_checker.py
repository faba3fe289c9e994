"""What checkers of values have in common: reading answer and output, and naming a difference.

This is the one place where bytes of an output that are not a value become `Outcome.MALFORMED`, and
those of an answer a `CheckerError`. `decode` bounds the depth of both, so that comparing them needs
no guard against recursion.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from itertools import chain

from judge.checkers.shown import show, show_place, show_type
from judge.errors import CheckerError
from judge.model.checker import CheckResult, Outcome
from judge.model.hints import Hint
from judge.model.values import Array, DictValue, MalformedValue, PlainValue, SetValue, decode

ACCEPTED = CheckResult(outcome=Outcome.ACCEPTED)


@dataclass(frozen=True)
class Difference:
    """Why an output is wrong, and where.

    Attributes:
        reason: what was seen and what was expected.
        path: indices and keys that lead to the place, from the outside in.
    """

    reason: str
    hint: Hint | None = None
    path: tuple[PlainValue, ...] = ()

    def below(self, *steps: PlainValue) -> "Difference":
        """The same difference, as seen from a value that contains this one at `steps`."""
        return replace(self, path=(*steps, *self.path))

    def result(self) -> CheckResult:
        """What the checker answers."""
        detail = f"{show_place(self.path)}: {self.reason}"
        return CheckResult(outcome=Outcome.WRONG, hint=self.hint, detail=detail)


def result_of(difference: Difference | None) -> CheckResult:
    """Accepted without a difference, else wrong because of it."""
    return difference.result() if difference else ACCEPTED


def wrong_type(expected: PlainValue, seen: PlainValue) -> Difference:
    """A value of another type than expected."""
    return Difference(
        f"seen {show(seen)} ({show_type(seen)}), expected {show(expected)} ({show_type(expected)})",
        Hint.WRONG_TYPE,
    )


def returned_nothing(expected: PlainValue) -> CheckResult:
    """The whole output is None, though something is expected: mostly a forgotten `return`."""
    return Difference(f"seen None, expected {show(expected)}", Hint.RETURNED_NOTHING).result()


def wrong_length(expected: int, seen: int) -> Difference:
    """A list, set or dict with another number of elements than expected."""
    return Difference(f"{seen} elements, expected {expected}", Hint.WRONG_LENGTH)


class ValueChecker(ABC):
    """A checker that compares decoded values."""

    def check(self, case_input: bytes, answer: bytes, output: bytes) -> CheckResult:
        """Decode both sides and compare them (see `judge.checkers.base.Checker`)."""
        try:
            expected = decode(answer)
        except MalformedValue as error:
            raise CheckerError(
                f"the answer is {error}; expected one JSON value: mend the test's .ans file"
            ) from None
        try:
            seen = decode(output)
        except MalformedValue as error:
            return CheckResult(outcome=Outcome.MALFORMED, detail=f"the output is {error}")
        if seen is None and expected is not None:
            return returned_nothing(expected)
        return self.compare(expected, seen)

    @abstractmethod
    def compare(self, expected: PlainValue, seen: PlainValue) -> CheckResult:
        """Decide whether the value `seen` is right.

        Raises:
            CheckerError: `expected` cannot be compared with by this checker.
        """


def lists_for_arrays(expected: PlainValue, seen: PlainValue) -> PlainValue:
    """`seen` with its arrays as nested lists, if the answer holds no array.

    People return arrays where the answer is a list. Where an answer does hold arrays, lists and
    arrays are told apart.
    """
    if not _holds_array(seen) or _holds_array(expected):
        return seen
    return _as_lists(seen)


def _holds_array(value: PlainValue) -> bool:
    level: list[PlainValue] = [value]
    while level:
        if Array in set(map(type, level)):
            return True
        level = [
            *chain.from_iterable(item for item in level if isinstance(item, list)),
            *chain.from_iterable(item.values() for item in level if isinstance(item, dict)),
            *chain.from_iterable(item.elements for item in level if isinstance(item, SetValue)),
            *chain.from_iterable(
                pair for item in level if isinstance(item, DictValue) for pair in item.pairs
            ),
        ]
    return False


def _as_lists(value: PlainValue) -> PlainValue:
    match value:
        case Array():
            return _as_lists(value.nested())
        case list():
            return [_as_lists(item) for item in value]
        case dict():
            return {key: _as_lists(item) for key, item in value.items()}
        case SetValue(elements):
            return SetValue([_as_lists(item) for item in elements])
        case DictValue(pairs):
            return DictValue([(_as_lists(key), _as_lists(item)) for key, item in pairs])
        case _:
            return value
