"""Numbers within a tolerance, in any nesting of lists, dicts and arrays.

Two values are walked side by side, which settles their structure; the numbers met on the way are put
into two flat lists and compared at once, by numpy. Importing this module imports numpy, so it is
imported when a checker that needs it is opened, not before.
"""

import math
from bisect import bisect_right
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from judge.checkers.blocks import Block, block_of, same_shape, unravel
from judge.checkers.canonical import canonical
from judge.checkers.exact import first_difference, pairs_of
from judge.checkers.shown import show, show_place
from judge.checkers.value_checker import (
    ACCEPTED,
    Difference,
    ValueChecker,
    wrong_length,
)
from judge.errors import CheckerError
from judge.model.checker import CheckResult, NumericSpec
from judge.model.hints import Hint
from judge.model.values import Array, DictValue, PlainValue

CLOSE_FACTOR = 100
"""An error up to this many times the tolerance is called close."""

_EXACT_AS_FLOAT = 2**53
"""Up to here every integer is a float64 of its own."""

_Path = tuple[PlainValue, ...]


class NumericChecker(ValueChecker):
    """Accepts numbers x for answers a if |x - a| <= atol + rtol * |a|."""

    def __init__(self, spec: NumericSpec) -> None:
        self._spec = spec

    def compare(self, expected: PlainValue, seen: PlainValue) -> CheckResult:
        """Compare the structure, then all numbers.

        Raises:
            CheckerError: the answer holds a nan, and the spec says that none is ever right.
        """
        walk = _Walk(self._spec)
        difference = walk.difference(expected, seen, ())
        if difference:
            return difference.result()
        if not walk.pairs.expected:
            return ACCEPTED
        return _compare_numbers(self._spec, walk.pairs)


@dataclass
class _Pairs:
    """Numbers to be compared pairwise, and where in the output they stand."""

    expected: list[PlainValue] = field(default_factory=list)
    seen: list[PlainValue] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    places: list[tuple[_Path, tuple[int, ...]]] = field(default_factory=list)

    def add(self, expected: Block, seen: Block, path: _Path) -> None:
        """Append the numbers of two blocks of as many elements."""
        self.starts.append(len(self.expected))
        self.places.append((path, seen.shape))
        self.expected += expected.flat
        self.seen += seen.flat

    def path(self, index: int) -> _Path:
        """The place of the pair number `index`."""
        block = bisect_right(self.starts, index) - 1
        path, shape = self.places[block]
        return (*path, *unravel(index - self.starts[block], shape))


class _Walk:
    """Goes through two values at once; finds differences of structure and gathers the numbers."""

    def __init__(self, spec: NumericSpec) -> None:
        self._spec = spec
        self.pairs = _Pairs()

    def difference(self, expected: PlainValue, seen: PlainValue, path: _Path) -> Difference | None:
        """The first difference that is not one of numbers."""
        if isinstance(seen, Array) and seen.kind in ("bool", "integer") and expected == seen:
            return None
        expected_block, seen_block = block_of(expected), block_of(seen)
        if expected_block and seen_block:
            return self._blocks(expected_block, seen_block, path)
        expected_list, seen_list = _as_list(expected), _as_list(seen)
        if expected_list is not None and seen_list is not None:
            return self._lists(expected_list, seen_list, path)
        if isinstance(expected, dict | DictValue) and isinstance(seen, dict | DictValue):
            return self._dicts(pairs_of(expected), pairs_of(seen), path)
        difference = first_difference(expected, seen)
        return difference.below(*path) if difference else None

    def _blocks(self, expected: Block, seen: Block, path: _Path) -> Difference | None:
        difference = self._shapes(expected, seen) or self._dtypes(expected, seen)
        if difference:
            return difference.below(*path)
        if expected.flat:
            self.pairs.add(expected, seen, path)
        return None

    def _shapes(self, expected: Block, seen: Block) -> Difference | None:
        if same_shape(expected, seen):
            return None
        if self._spec.shape == "broadcastable_ones" and _without_ones(expected) == _without_ones(
            seen
        ):
            return None
        if len(expected.shape) == len(seen.shape) == 1:
            return wrong_length(expected.shape[0], seen.shape[0])
        reason = f"shape {show(list(seen.shape))}, expected {show(list(expected.shape))}"
        return Difference(reason, Hint.WRONG_SHAPE)

    def _dtypes(self, expected: Block, seen: Block) -> Difference | None:
        policy = self._spec.dtype
        if policy == "exact" and expected.dtype and expected.dtype != seen.dtype:
            reason = f"dtype {seen.dtype or 'of no array'}, expected {expected.dtype}"
            return Difference(reason, Hint.WRONG_DTYPE)
        if policy == "any" or not expected.kind or not seen.kind or expected.kind == seen.kind:
            return None
        hint = Hint.WRONG_DTYPE if expected.dtype or seen.dtype else Hint.WRONG_TYPE
        return Difference(f"numbers are {seen.kind}, expected {expected.kind}", hint)

    def _lists(
        self, expected: list[PlainValue], seen: list[PlainValue], path: _Path
    ) -> Difference | None:
        if len(expected) != len(seen):
            return wrong_length(len(expected), len(seen)).below(*path)
        for index, (expected_item, seen_item) in enumerate(zip(expected, seen, strict=True)):
            difference = self.difference(expected_item, seen_item, (*path, index))
            if difference:
                return difference
        return None

    def _dicts(
        self,
        expected: list[tuple[PlainValue, PlainValue]],
        seen: list[tuple[PlainValue, PlainValue]],
        path: _Path,
    ) -> Difference | None:
        seen_by_key = {canonical(key): item for key, item in seen}
        for key, expected_item in expected:
            text = canonical(key)
            if text not in seen_by_key:
                return Difference(f"key {show(key)} is missing").below(*path)
            difference = self.difference(expected_item, seen_by_key[text], (*path, key))
            if difference:
                return difference
        if len(expected) != len(seen):
            return wrong_length(len(expected), len(seen)).below(*path)
        return None


def _as_list(value: PlainValue) -> list[PlainValue] | None:
    """A list, or an array with at least one axis as nested lists."""
    nested = value.nested() if isinstance(value, Array) else value
    return nested if isinstance(nested, list) else None


def _without_ones(block: Block) -> tuple[int, ...]:
    return tuple(size for size in block.shape if size != 1)


def _compare_numbers(spec: NumericSpec, pairs: _Pairs) -> CheckResult:
    """Compare all pairs at once; name the first wrong one and the size of the errors."""
    errors = _float_errors(spec, pairs)
    _measure_exactly(spec, pairs, errors)
    bad = np.flatnonzero(~errors.right)
    if not bad.size:
        return ACCEPTED
    first = int(bad[0])
    reason = (
        f"seen {show(pairs.seen[first])}, expected {show(pairs.expected[first])}; "
        f"{bad.size} of {errors.right.size} numbers outside the tolerance "
        f"(rtol {spec.rtol:g}, atol {spec.atol:g}); largest absolute error "
        f"{_largest(errors.absolute)}, largest relative error {_largest(errors.relative)}"
    )
    return Difference(reason, _hint(errors, bad), pairs.path(first)).result()


@dataclass(frozen=True)
class _Errors:
    """What was measured of each pair.

    Attributes:
        absolute, relative: nan where they mean nothing: for nan, infinities, and relative to 0.
        close: whether the error is at most `CLOSE_FACTOR` times the tolerance.
        not_finite: whether a nan or infinity stands where a finite number is expected.
        large: indices of the pairs that floats may not tell apart; they are not measured yet.
    """

    absolute: npt.NDArray[np.float64]
    relative: npt.NDArray[np.float64]
    right: npt.NDArray[np.bool_]
    close: npt.NDArray[np.bool_]
    not_finite: npt.NDArray[np.bool_]
    large: list[int]


def _float_errors(spec: NumericSpec, pairs: _Pairs) -> _Errors:
    """Measure all pairs as float64 or complex128."""
    large = sorted(_large_integers(pairs.expected) | _large_integers(pairs.seen))
    kinds = set(map(type, pairs.expected)) | set(map(type, pairs.seen))
    dtype = np.complex128 if complex in kinds else np.float64
    expected = np.array(_without(pairs.expected, large), dtype=dtype)
    seen = np.array(_without(pairs.seen, large), dtype=dtype)
    if spec.nan == "wrong" and np.isnan(expected).any():
        place = show_place(pairs.path(int(np.isnan(expected).argmax())))
        raise CheckerError(
            f'the answer holds a nan (for {place}), but with "nan: wrong" no output is ever right '
            "there: set numeric's nan to equal or mend the .ans file"
        )
    with np.errstate(all="ignore"):
        magnitude = np.abs(expected)
        # The formula holds for finite numbers only: |x - inf| <= rtol * inf is true of every x.
        finite = np.isfinite(expected) & np.isfinite(seen)
        absolute = np.where(finite, np.abs(seen - expected), np.nan)
        allowed = spec.atol + spec.rtol * magnitude
        same = (expected == seen) | (np.isnan(expected) & np.isnan(seen))
        return _Errors(
            absolute=absolute,
            relative=np.where(magnitude > 0, absolute / magnitude, np.nan),
            right=np.where(finite, absolute <= allowed, same),
            close=absolute <= CLOSE_FACTOR * allowed,
            not_finite=np.isfinite(expected) & ~np.isfinite(seen),
            large=large,
        )


def _large_integers(numbers: list[PlainValue]) -> set[int]:
    """Indices of integers that may have no float64 of their own."""
    if int not in set(map(type, numbers)):
        return set()
    limit = _EXACT_AS_FLOAT
    return {
        index
        for index, number in enumerate(numbers)
        if type(number) is int and not -limit <= number <= limit
    }


def _without(numbers: list[PlainValue], large: list[int]) -> list[PlainValue]:
    """The numbers with those at `large` replaced by one that floats can hold."""
    kept = list(numbers)
    for index in large:
        kept[index] = 0
    return kept


def _measure_exactly(spec: NumericSpec, pairs: _Pairs, errors: _Errors) -> None:
    """Measure the pairs with a large integer as fractions; they round nothing."""
    atol, rtol = Fraction(spec.atol), Fraction(spec.rtol)
    for index in errors.large:
        if pairs.expected[index] == pairs.seen[index]:
            continue  # what stood for both of them was right, too
        expected, seen = _fraction(pairs.expected[index]), _fraction(pairs.seen[index])
        if expected is None or seen is None:
            errors.absolute[index] = errors.relative[index] = math.nan
            errors.right[index] = errors.close[index] = False
            errors.not_finite[index] = expected is not None
            continue
        error, magnitude = abs(seen - expected), abs(expected)
        allowed = atol + rtol * magnitude
        errors.absolute[index] = _float(error)
        errors.relative[index] = _float(error / magnitude) if magnitude else math.nan
        errors.right[index] = error <= allowed
        errors.close[index] = error <= CLOSE_FACTOR * allowed
        errors.not_finite[index] = False


def _fraction(number: PlainValue) -> Fraction | None:
    """A finite real number without rounding; None for anything else."""
    if isinstance(number, complex) and number.imag == 0:
        number = number.real
    if isinstance(number, int) or (isinstance(number, float) and math.isfinite(number)):
        return Fraction(number)
    return None


def _float(number: Fraction) -> float:
    try:
        return float(number)
    except OverflowError:
        return math.inf


def _hint(errors: _Errors, bad: npt.NDArray[np.intp]) -> Hint | None:
    if errors.not_finite[bad].any():
        return Hint.NOT_FINITE
    return Hint.CLOSE if errors.close[bad].all() else None


def _largest(errors: npt.NDArray[np.float64]) -> str:
    measured = errors[~np.isnan(errors)]
    return f"{measured.max():.3g}" if measured.size else "unknown"
