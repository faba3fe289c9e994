"""How does a solution's time grow with the size of its input? A model and an exponent, or nothing.

Times are fitted with `a + b f(n)`, a and b not negative, for each model f, by least squares of relative
errors: noise grows with the time it spoils. The model with the smallest error is named if it is the best
one beyond doubt: clearly better than the second, and also of most samples of the measurements drawn
with replacement (the bootstrap; B. Efron and R. J. Tibshirani, An Introduction to the Bootstrap, 1993).

n and n log n differ by a factor of two over a hundredfold size, and so do times in a small cache and in the
next one. What tells them apart is a program of known growth, the reference, that was measured on the same
inputs in turns: by how much its times depart from its own model is taken out of the solution's.

The exponent is p of the best `a + b n^p`, with the interval of p that Student's t allows.
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

LEAST_SIZES = 4
LEAST_SPAN = 8.0
"""Fewer sizes, or sizes that differ by less than this factor, do not tell models apart."""
MARGIN = 0.25
"""How far an exponent has to lie above the expected one to be surely worse: caches alone can add a tenth."""
SUPPORT = 0.9
"""The share of samples in which the best model has to be the best."""
CLEARLY = 1.25
"""How much larger the second model's error has to be."""
_WORST_FIT = 0.3
"""A model that misses the times by more than this, as a share of them, explains nothing."""
_AS_GOOD, _FLAT = 1.5, 0.05
_RESAMPLES = 100
_SEED = 20
_EXPONENTS = np.arange(0.0, 6.001, 0.01)
# Student's t for a two-sided interval with 95 % confidence, by degrees of freedom.
_STUDENT = {1: 12.71, 2: 4.30, 3: 3.18, 4: 2.78, 5: 2.57, 6: 2.45, 7: 2.36, 8: 2.31, 9: 2.26}
_STUDENT_BEYOND = 2.23

_Array = NDArray[np.float64]


class Growth(Value):
    """What a fit found.

    Attributes:
        model: its name in `MODELS`.
        exponent: of the size, of what is not constant, over the sizes measured.
        low, high: bounds of the exponent's interval.
        support: the share of samples in which the model is the best.
        clarity: the second model's error as a multiple of this one's.
    """

    model: str
    exponent: float
    low: float
    high: float
    support: float
    clarity: float


class Timings(Value):
    """Times in milliseconds by size, several of each.

    Attributes:
        own: the solution's.
        reference: those of a program that grows like `expect`, one beside each of the solution's; empty if
            there is none.
    """

    own: dict[int, tuple[float, ...]]
    reference: dict[int, tuple[float, ...]] = {}
    expect: str | None = None


def growth_of(timings: Timings) -> Growth | None:
    """The growth of measured times.

    Returns:
        None if there is not enough signal to say anything.
    """
    sizes = sorted(timings.own)
    if len(sizes) < LEAST_SIZES or sizes[-1] < LEAST_SPAN * sizes[0]:
        return None
    random = np.random.default_rng(_SEED)  # the same for the same measurements
    drawn = _estimates(timings, sizes, random)
    if drawn.min() <= 0:
        return None
    errors = {name: _errors(_shape(sizes, name), drawn) for name in MODELS}
    table = np.stack(list(errors.values()))
    # The others hold the constant, with b = 0, and follow the noise a little better.
    constant = table[0] <= np.maximum(_AS_GOOD * table.min(axis=0), _FLAT)
    best = np.where(constant, 0, table.argmin(axis=0))
    found = int(best[0])
    if table[found, 0] > _WORST_FIT:
        return None
    others = np.delete(table[:, 0], found)
    clarity = math.inf if found == 0 else float(others.min() / max(table[found, 0], 1e-9))
    support = float(np.mean(best[1:] == found))
    if support < SUPPORT or clarity < CLEARLY:
        return None
    exponent, low, high = _exponent(sizes, drawn[:1])
    return Growth(
        model=list(MODELS)[found],
        exponent=exponent,
        low=low,
        high=high,
        support=support,
        clarity=clarity,
    )


def is_surely_worse(growth: Growth, expected: str, sizes: Sequence[int]) -> bool:
    """Whether a growth is faster than the expected model's, beyond what noise and caches explain."""
    low, high = min(sizes), max(sizes)
    if expected == "2ⁿ" or low <= 1 or high <= low:
        return False
    function = MODELS[expected]
    local = math.log(function(high) / function(low)) / math.log(high / low)
    return growth.low > local + MARGIN


def typical(times_ms: Sequence[float]) -> float:
    """One time for several of the same work: the lower quartile.

    Noise mostly adds time, so that a median is too large; the smallest may be a slip of the clock.
    """
    return float(np.percentile(np.array(times_ms), 25, method="lower"))


def _estimates(timings: Timings, sizes: Sequence[int], random: np.random.Generator) -> _Array:
    """Time by sizes (columns): as measured (the first row), and of samples of the measurements."""
    columns, references = [], []
    for size in sizes:
        own = np.array(timings.own[size])
        rounds = np.vstack(
            [np.arange(len(own)), random.integers(len(own), size=(_RESAMPLES, len(own)))]
        )
        if timings.reference:
            beside = np.array(timings.reference[size])
            columns.append(np.median((own / beside)[rounds], axis=1))
            references.append(np.median(beside[rounds], axis=1))
        else:
            columns.append(np.percentile(own[rounds], 25, axis=1, method="lower"))
    estimates: _Array = np.stack(columns, axis=1)
    if timings.reference and timings.expect is not None:
        known = _fitted(_shape(sizes, timings.expect), np.stack(references, axis=1))
        estimates = np.multiply(estimates, known)
    return estimates


def _shape(sizes: Sequence[int], name: str) -> _Array:
    values = np.array([MODELS[name](size) for size in sizes])
    shape: _Array = values / values.max()
    return shape


def _errors(shape: _Array, times: _Array) -> _Array:
    """Root mean square of the relative errors of the best `a + b shape`.

    There is one for each row of times, or of shapes.
    """
    a, b = _fit(shape, times)
    missed: _Array = np.sqrt(np.mean(((a + b * shape) / times - 1) ** 2, axis=1))
    return missed


def _fitted(shape: _Array, times: _Array) -> _Array:
    a, b = _fit(shape, times)
    fitted: _Array = a + b * shape
    return fitted


def _fit(shape: _Array, times: _Array) -> tuple[_Array, _Array]:
    """The best a and b, none of them negative, as columns."""
    u, v = 1 / times, shape / times
    uu, uv, vv = (np.sum(each, axis=1) for each in (u * u, u * v, v * v))
    su, sv = np.sum(u, axis=1), np.sum(v, axis=1)
    only_a, only_b = su / uu, sv / vv
    determinant = uu * vv - uv * uv
    regular = determinant > 1e-12 * uu * vv
    divisor = np.where(regular, determinant, 1.0)
    a = np.where(regular, (su * vv - sv * uv) / divisor, only_a)
    b = np.where(regular, (sv * uu - su * uv) / divisor, 0.0)
    # One of both is better left out if it would be negative.
    a, b = np.where(b < 0, only_a, a), np.where(b < 0, 0.0, b)
    a, b = np.where(a < 0, 0.0, a), np.where(a < 0, only_b, b)
    return a[:, None], b[:, None]


def _exponent(sizes: Sequence[int], times: _Array) -> tuple[float, float, float]:
    """p of the best `a + b n^p`, and the interval of p."""
    relative = np.array(sizes) / max(sizes)
    squares = _errors(relative ** _EXPONENTS[:, None], times) ** 2
    best = int(squares.argmin())
    freedom = len(sizes) - 3
    student = _STUDENT.get(freedom, _STUDENT_BEYOND)
    # Of times without any noise the grid of exponents is what is left.
    within = _EXPONENTS[squares <= (squares[best] + 1e-12) * (1 + student**2 / freedom)]
    return float(_EXPONENTS[best]), float(within.min()), float(within.max())
