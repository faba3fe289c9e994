"""How much more does a submission take than the reference, of time or of memory? A ratio with an interval.

Both are measured in turns, so what slows the host down for a while slows both. The estimate is the trimmed
geometric mean of the rounds' ratios: the fifth of them at either end, where a slow moment of the host met one
of both alone, has no say, and the rest is averaged. A median would use less of what was measured. The
interval is the percentile bootstrap of that mean (B. Efron and R. J. Tibshirani, An Introduction to the
Bootstrap, 1993, chapter 13).
"""

from collections.abc import Sequence
from enum import StrEnum
from statistics import median

import numpy as np
from numpy.typing import NDArray

from judge.model.base import Value
from judge.model.limits import MIB

RESAMPLES = 1000
CONFIDENCE = 0.95
FLOOR_MS = 0.05
"""Work below this is not told from nothing: it is about the spread of an empty run's own time."""
BLUR_BYTES = 2 * MIB
"""What memory figures are good to (the agent's `usage.NOISE_BYTES`): less is not told from nothing, and a
difference of less is none. Runs of one program may all be off in the same way, so more rounds do not help."""
_SEED = 20


class Comparison(StrEnum):
    """What the interval says, and nothing that it does not."""

    LESS = "less"
    SAME = "same"
    """The interval holds 1 and is narrow."""
    MORE = "more"
    UNCERTAIN = "uncertain"
    """The interval holds 1 and is wide."""


class Ratio(Value):
    """Submission's figure over reference's.

    Attributes:
        low, high: bounds of the interval.
        rounds: how many pairs of turns it rests on.
    """

    ratio: float
    low: float
    high: float
    rounds: int

    @property
    def width(self) -> float:
        """Width of the interval as a share of the ratio."""
        return (self.high - self.low) / self.ratio

    @property
    def comparison(self) -> Comparison:
        """Which of both takes less, if that is known."""
        if self.high < 1:
            return Comparison.LESS
        if self.low > 1:
            return Comparison.MORE
        return Comparison.SAME if self.width <= NARROW else Comparison.UNCERTAIN

    def widened(self, margin: float) -> "Ratio":
        """The same ratio, with at least so much on both sides."""
        low, high = min(self.low, self.ratio - margin), max(self.high, self.ratio + margin)
        return self.model_copy(update={"low": max(0.0, low), "high": high})


STEADY, CLEAR = 0.04, 0.08
"""Where rounds leave no more than this share of a ratio open, further ones are not worth their time; the
latter where no points depend on it."""
JUDGINGS_DIFFER = 0.08
"""By which share of them times may differ from another judging's, though the rounds of each agree. Where
memory lies, and what the neighbours of a processor do, stays the same for rounds and not for judgings
(`python -m bench.fairness`)."""
NARROW = 0.2
"""An interval of at most this share of the ratio is narrow enough to say that both are the same."""


def time_ratio(rounds: Sequence[tuple[float, float]]) -> Ratio:
    """The ratio of paired times; its interval holds what the rounds leave open, and no more.

    Args:
        rounds: the submission's and the reference's time in each round, in milliseconds.

    Raises:
        ValueError: there is no round.
    """
    return _ratio_of(rounds, FLOOR_MS)


def memory_ratio(rounds: Sequence[tuple[float, float]]) -> Ratio:
    """The ratio of paired memory; its interval holds all that `BLUR_BYTES` leave open.

    Args:
        rounds: the submission's and the reference's peak in each round, in bytes.

    Raises:
        ValueError: there is no round.
    """
    found = _ratio_of(rounds, BLUR_BYTES)
    blur = BLUR_BYTES / max(BLUR_BYTES, median(other for _, other in rounds))
    return found.widened(blur)


def _ratio_of(rounds: Sequence[tuple[float, float]], floor: float) -> Ratio:
    if not rounds:
        raise ValueError("a ratio rests on one round at least")
    logs = np.log([max(own, floor) / max(other, floor) for own, other in rounds])
    # The same numbers for the same measurements, so that a result can be computed again.
    random = np.random.default_rng(_SEED)
    samples = random.choice(logs, size=(RESAMPLES, len(logs)))
    tail = (1 - CONFIDENCE) / 2 * 100
    low, high = np.exp(np.percentile(_trimmed_mean(samples), [tail, 100 - tail]))
    ratio = float(np.exp(_trimmed_mean(logs)))
    return Ratio(ratio=ratio, low=float(low), high=float(high), rounds=len(rounds))


def _trimmed_mean(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Means along the last axis, without a fifth of the values at either end."""
    cut = values.shape[-1] // 5
    kept = np.sort(values, axis=-1)[..., cut : values.shape[-1] - cut]
    return np.asarray(kept.mean(axis=-1))


def spread(times_ms: Sequence[float]) -> float:
    """How much times of the same work differ: their interquartile range as a share of their median."""
    low, middle, high = np.percentile(np.array(times_ms), [25, 50, 75])
    return float((high - low) / max(middle, FLOOR_MS))
