"""How does a solution's time grow with the size of its input? A model and an exponent, or nothing.

Times are fitted with `a + b f(n)`, a and b not negative, for each model f, by least squares of relative
errors: noise grows with the time it spoils. The model with the smallest error is named, provided that
there is enough to see. The exponent is the slope of log time over log size, with an interval by Student's
t; it is told apart from the model, because n log n and n differ by little more than a tenth in it.
"""

import math
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from judge.model.base import Value

MODELS: dict[str, Callable[[float], float]] = {
    "1": lambda n: 1.0,
    "log n": lambda n: math.log(n),
    "n": lambda n: n,
    "n log n": lambda n: n * math.log(n),
    "n²": lambda n: n**2,
    "n³": lambda n: n**3,
    "2ⁿ": lambda n: 2.0 ** min(n, 1000.0),
}
"""Functions of the size, from the slowest growing to the fastest."""
ALIASES = {"n^2": "n²", "n^3": "n³", "2^n": "2ⁿ"}
"""What may be typed for the names that are not on every keyboard."""

SIGNAL_MS = 0.2
"""Times below this are mostly noise and are left out."""
LEAST_SIZES = 4
LEAST_SPAN = 8.0
"""Fewer sizes, or sizes that differ by less than this factor, do not tell models apart."""
MARGIN = 0.25
"""How far an exponent has to lie above the expected one to be surely worse: caches alone can add a tenth."""
_WORST_FIT = 0.2
"""A model that misses the times by more than this, as a share of them, explains nothing."""
_AS_GOOD = 1.5
# Student's t for a two-sided interval with 95 % confidence, by degrees of freedom.
_STUDENT = {1: 12.71, 2: 4.30, 3: 3.18, 4: 2.78, 5: 2.57, 6: 2.45, 7: 2.36, 8: 2.31, 9: 2.26}
_STUDENT_BEYOND = 2.23


class Growth(Value):
    """What a fit found.

    Attributes:
        model: its name in `MODELS`.
        exponent: of the size, over the sizes measured.
        low, high: bounds of the exponent's interval.
    """

    model: str
    exponent: float
    low: float
    high: float


def growth_of(times: Sequence[tuple[int, float]]) -> Growth | None:
    """The growth of measured times.

    Args:
        times: size and milliseconds, one for each size.

    Returns:
        None if there is not enough signal to say anything.
    """
    seen = [(n, ms) for n, ms in sorted(times) if ms >= SIGNAL_MS]
    if len(seen) < LEAST_SIZES or seen[-1][0] < LEAST_SPAN * seen[0][0]:
        return None
    sizes = np.array([float(n) for n, _ in seen])
    measured = np.array([ms for _, ms in seen])
    errors = {name: _error(sizes, measured, function) for name, function in MODELS.items()}
    best = min(errors, key=lambda name: errors[name])
    if errors["1"] <= _AS_GOOD * errors[best]:
        best = "1"  # the others hold it, with b = 0, and follow the noise a little better
    if errors[best] > _WORST_FIT:
        return None
    exponent, half = _slope(np.log(sizes), np.log(measured))
    return Growth(model=best, exponent=exponent, low=exponent - half, high=exponent + half)


def is_surely_worse(growth: Growth, expected: str, sizes: Sequence[int]) -> bool:
    """Whether a growth is faster than the expected model's, beyond what noise and caches explain."""
    low, high = min(sizes), max(sizes)
    if expected == "2ⁿ" or low <= 1 or high <= low:
        return False
    function = MODELS[expected]
    local = math.log(function(high) / function(low)) / math.log(high / low)
    return growth.low > local + MARGIN


def _error(
    sizes: NDArray[np.float64], measured: NDArray[np.float64], function: Callable[[float], float]
) -> float:
    """Root mean square of the relative errors of the best `a + b f(n)`."""
    shape = np.array([function(size) for size in sizes])
    shape = shape / shape.max()
    rows = np.stack([1 / measured, shape / measured], axis=1)
    ones = np.ones(len(measured))
    found, *_ = np.linalg.lstsq(rows, ones, rcond=None)
    if found.min() < 0:  # one of both is better left out
        alone = [float(rows[:, each] @ ones / (rows[:, each] @ rows[:, each])) for each in (0, 1)]
        options = [np.array([alone[0], 0.0]), np.array([0.0, alone[1]])]
        found = min(options, key=lambda option: float(np.sum((rows @ option - ones) ** 2)))
    return float(np.sqrt(np.mean((rows @ found - ones) ** 2)))


def _slope(x: NDArray[np.float64], y: NDArray[np.float64]) -> tuple[float, float]:
    """Slope of a regression line, and half the width of its interval."""
    centred = x - x.mean()
    spread = float(centred @ centred)
    slope = float(centred @ y) / spread
    residual = y - y.mean() - slope * centred
    freedom = len(x) - 2
    error = math.sqrt(float(residual @ residual) / freedom / spread)
    return slope, _STUDENT.get(freedom, _STUDENT_BEYOND) * error
