"""Where does a solution stand among those of others, by its runtime ratio?

Ratios are compared and not times: both programs of a ratio ran side by side, so a solution that was judged on
a slow host last year and one of today on a fast one have the same measure.
"""

from collections.abc import Sequence

from judge.model.base import Value

_STEPS_PER_DECADE = 8
EDGES = tuple(round(10 ** (step / _STEPS_PER_DECADE), 3) for step in range(-7, 12))
"""Where a bin of the histogram ends and the next begins: 20 bins from 0.1 to 31.6, each a third wider than
the one before, with 1 as an edge. The first and the last are open, so that nobody is left out."""

LEAST_OTHERS = 5
"""Among fewer a position says more of who happened to come than of the solution."""


class Bin(Value):
    """How many ratios lie in a part of the histogram.

    Attributes:
        at_least, below: its ends; None where it is open.
    """

    at_least: float | None
    below: float | None
    count: int


def bins(counts: Sequence[int]) -> tuple[Bin, ...]:
    """The histogram over `EDGES`.

    Args:
        counts: of each bin, the fastest first.
    """
    ends = zip((None, *EDGES), (*EDGES, None), counts, strict=True)
    return tuple(Bin(at_least=low, below=high, count=count) for low, high, count in ends)


def percentile(others: int, slower: int, equal: int) -> float | None:
    """Percentage of the others that are slower; None if there are too few to say.

    Args:
        equal: how many of them are neither slower nor faster; each counts half.
    """
    if others < LEAST_OTHERS:
        return None
    return 100 * (slower + equal / 2) / others
