"""A clustering, right up to the names of its clusters.

Labels are right if some renaming, one to one, turns the answer's into the output's. With centroids,
a label is an index among them, and the renaming has to map the centroids as well; clusters without a
point have no label to go by, so their centroids are matched among themselves.
"""

from dataclasses import dataclass
from math import prod

from judge.checkers.blocks import NUMBERS, Block, block_of, unravel
from judge.checkers.canonical import canonical
from judge.checkers.matching import perfect_matching
from judge.checkers.numeric import NumericChecker
from judge.checkers.shown import show, show_type
from judge.checkers.value_checker import ACCEPTED, Difference, ValueChecker, wrong_length
from judge.errors import CheckerError
from judge.model.checker import CheckResult, ClustersSpec, NumericSpec
from judge.model.hints import Hint
from judge.model.values import PlainValue

_NAMES: frozenset[type] = frozenset({type(None), bool, int, float, str})
_INDICES: frozenset[type] = frozenset({int})


@dataclass(frozen=True)
class _Clustering:
    """The parts of a value: `rest` is the value with None where labels and centroids stand."""

    labels: Block
    centroids: Block | None
    rest: PlainValue


class _Misfit(Exception):
    """A value is not a clustering of the form that the spec describes; caught in this module."""

    def __init__(self, difference: Difference) -> None:
        super().__init__(difference.reason)
        self.difference = difference


class ClustersChecker(ValueChecker):
    """Accepts the answer's clustering under any names."""

    def __init__(self, spec: ClustersSpec) -> None:
        if spec.labels is None and spec.centroids is not None:
            raise CheckerError(
                "clusters: centroids have a place but labels have none; expected a place for both"
            )
        self._spec = spec
        self._numeric = NumericChecker(NumericSpec(rtol=spec.rtol, atol=spec.atol))

    def compare(self, expected: PlainValue, seen: PlainValue) -> CheckResult:
        """Compare the rest, then the grouping, then the centroids.

        Raises:
            CheckerError: the answer has no labels or centroids where the spec says, or a label that
                is no index of a centroid.
        """
        try:
            answer = self._take_apart(expected)
        except _Misfit as misfit:
            raise CheckerError(
                f"the answer is no clustering as the checker's parameters say: {misfit}"
            ) from None
        try:
            output = self._take_apart(seen)
        except _Misfit as misfit:
            return misfit.difference.result()
        rest = self._numeric.compare(answer.rest, output.rest)
        if rest != ACCEPTED:
            return rest
        difference = _label_difference(answer.labels, output.labels)
        if difference:
            return _below(difference, self._spec.labels).result()
        return self._compare_centroids(answer, output)

    def _take_apart(self, value: PlainValue) -> _Clustering:
        spec = self._spec
        if spec.labels is None:
            return _Clustering(_block(value, _NAMES, "labels"), None, None)
        rest = value
        labels_value, rest = _take_out(rest, spec.labels, "labels")
        if spec.centroids is None:
            return _Clustering(_block(labels_value, _NAMES, "labels", spec.labels), None, rest)
        centroids_value, rest = _take_out(rest, spec.centroids, "centroids")
        labels = _block(labels_value, _INDICES, "labels", spec.labels)
        centroids = _block(centroids_value, NUMBERS, "centroids", spec.centroids)
        count = centroids.shape[0] if centroids.shape else 0
        for index, label in enumerate(labels.flat):
            if not (isinstance(label, int) and 0 <= label < count):
                reason = f"label {show(label)} is no index of one of {count} centroids"
                place = (spec.labels, *unravel(index, labels.shape))
                raise _Misfit(Difference(reason, Hint.WRONG_CLUSTERS, place))
        return _Clustering(labels, centroids, rest)

    def _compare_centroids(self, answer: _Clustering, output: _Clustering) -> CheckResult:
        """Compare the centroids once the output's are in the answer's order."""
        if answer.centroids is None or output.centroids is None:
            return ACCEPTED
        if answer.centroids.shape != output.centroids.shape:
            seen, expected = list(output.centroids.shape), list(answer.centroids.shape)
            reason = f"shape {seen}, expected {expected}"
            difference = Difference(reason, Hint.WRONG_SHAPE)
            return _below(difference, self._spec.centroids).result()
        expected_rows, seen_rows = _rows(answer.centroids), _rows(output.centroids)
        renamed = _renaming(answer.labels, output.labels)
        order = self._order(renamed, expected_rows, seen_rows)
        result = self._numeric.compare(expected_rows, [seen_rows[index] for index in order])
        if result == ACCEPTED:
            return ACCEPTED
        detail = f"centroids, in the order of the answer's clusters: {result.detail}"
        return result.model_copy(update={"detail": detail})

    def _order(
        self,
        renamed: dict[int, int],
        expected_rows: list[PlainValue],
        seen_rows: list[PlainValue],
    ) -> list[int]:
        """For each of the answer's clusters, its index among the output's."""
        used = set(renamed.values())
        empty = [index for index in range(len(expected_rows)) if index not in renamed]
        spare = [index for index in range(len(seen_rows)) if index not in used]
        fits = [
            [
                column
                for column, candidate in enumerate(spare)
                if self._numeric.compare(expected_rows[index], seen_rows[candidate]) == ACCEPTED
            ]
            for index in empty
        ]
        # Without a perfect matching any order is wrong; one is taken to tell how far off it is.
        matching = perfect_matching(fits) or range(len(empty))
        order = renamed | {
            index: spare[column] for index, column in zip(empty, matching, strict=True)
        }
        return [order[index] for index in range(len(expected_rows))]


def _below(difference: Difference, place: int | str | None) -> Difference:
    return difference if place is None else difference.below(place)


def _renaming(answer: Block, output: Block) -> dict[int, int]:
    """The output's index of each of the answer's clusters that has a point."""
    return {
        name: new_name
        for name, new_name in zip(answer.flat, output.flat, strict=True)
        if isinstance(name, int) and isinstance(new_name, int)
    }


def _block(value: PlainValue, leaves: frozenset[type], what: str, *place: int | str) -> Block:
    block = block_of(value, leaves)
    if block is None:
        kinds = "/".join(sorted(leaf.__name__ for leaf in leaves))
        reason = (
            f"seen {show(value)} ({show_type(value)}), expected {what}: {kinds} in an array or in "
            "lists of equal lengths"
        )
        raise _Misfit(Difference(reason, Hint.WRONG_TYPE, place))
    return block


def _take_out(value: PlainValue, place: int | str, what: str) -> tuple[PlainValue, PlainValue]:
    """The part at `place`, and the value with None in its stead."""
    if isinstance(value, list) and isinstance(place, int) and 0 <= place < len(value):
        return value[place], [*value[:place], None, *value[place + 1 :]]
    if isinstance(value, dict) and isinstance(place, str) and place in value:
        return value[place], {**value, place: None}
    reason = f"seen {show(value)} ({show_type(value)}), expected {what} at [{place!r}]"
    raise _Misfit(Difference(reason, Hint.WRONG_TYPE))


def _label_difference(expected: Block, seen: Block) -> Difference | None:
    """Two points that are together on one side and apart on the other."""
    if expected.shape != seen.shape:
        if len(expected.shape) == len(seen.shape) == 1:
            return wrong_length(expected.shape[0], seen.shape[0])
        reason = f"shape {list(seen.shape)}, expected {list(expected.shape)}"
        return Difference(reason, Hint.WRONG_SHAPE)
    first_expected: dict[str, int] = {}
    first_seen: dict[str, int] = {}
    names = zip(map(canonical, expected.flat), map(canonical, seen.flat), strict=True)
    for index, (expected_name, seen_name) in enumerate(names):
        in_answer = first_expected.setdefault(expected_name, index)
        in_output = first_seen.setdefault(seen_name, index)
        if in_answer != in_output:
            other, here = min(in_answer, in_output), "output" if in_answer < in_output else "answer"
            there = "answer" if here == "output" else "output"
            reason = (
                f"points {other} and {index} are in one cluster of the {there}, not of the {here}"
            )
            return Difference(reason, Hint.WRONG_CLUSTERS, unravel(index, seen.shape))
    return None


def _rows(block: Block) -> list[PlainValue]:
    """A block's parts along its first axis, flat."""
    width = prod(block.shape[1:])
    return [block.flat[row * width : (row + 1) * width] for row in range(block.shape[0])]
