"""A submission on inputs of growing size: how does its time grow?

Small inputs show a logarithm best, being where it changes most and where everything is in the same cache. A
call with one takes microseconds, which nobody can measure from outside. So each run is a series of calls,
with as many inputs as make it long enough: runs of all sizes then have about as much to read, to keep and to
do, and what differs is how much each call costs.

The model solution runs in turns with the submission. Its growth is known: it is what is expected.
"""

import time
from dataclasses import dataclass, field

from judge.judging.timed_work import DidNotEndWell, Stopwatch, reference_submission, work_ms
from judge.model.limits import Limits, default_wall_time_ms
from judge.model.problem import Problem, ScalingSpec
from judge.model.submission import Complexity
from judge.sandbox.port import Program
from judge.scoring.complexity import (
    CLEARLY,
    Growth,
    Timings,
    growth_of,
    is_surely_worse,
    typical,
)

BUDGET_S, MOST_S = 3.0, 8.0
"""Elapsed time after which no pass over the sizes begins; the latter as long as nothing can be said."""
LEAST_PASSES, ENOUGH_PASSES, MOST_PASSES = 3, 6, 25
"""No pass is made after the second if everything speaks for one model, nor after the first if nothing else is
nearly as good."""
TOTAL = 4
"""The inputs of a series are together as large as so many of the largest size."""
LONG_MS = 20.0
"""A series has no more calls than take so long, if the size before tells how long one takes."""
SIGNAL_MS, REFERENCE_SIGNAL_MS = 0.5, 1.0
"""Series of the submission shorter than this are mostly noise and are left out; if one of the reference is
shorter than that, the submission is measured alone."""
SLOWEST_MS = 200.0
"""A size that takes so long is the last one: larger ones would take the time of all the others."""
_FIRST_CALLS = 8
_BEYOND_DOUBT = 0.99
_FAR_BETTER = 3.0


def measure_complexity(
    problem: Problem, scaling: ScalingSpec, watch: Stopwatch, program: Program
) -> Complexity | None:
    """Measure how a submission's time grows, whether it is right or not.

    Returns:
        What was found; None if it cannot even be imported.

    Raises:
        JudgeFault: a box failed.
    """
    try:
        own = _Side(program, _imported_ms(watch, program))
    except DidNotEndWell:
        return None
    return _Ladder(scaling, watch, _shorter(problem.limits), own, _reference(problem, watch)).run()


@dataclass
class _Side:
    """One of both programs; times are of one call, in milliseconds."""

    program: Program
    imported_ms: float
    calls: dict[int, int] = field(default_factory=dict)
    times: dict[int, list[float]] = field(default_factory=dict)

    def series_ms(self, size: int) -> float:
        """What a series with inputs of this size takes."""
        return typical(self.times[size]) * self.calls[size]

    def of(self, sizes: list[int]) -> dict[int, tuple[float, ...]]:
        """The times with some sizes."""
        return {size: tuple(self.times[size]) for size in sizes}


class _Ladder:
    """Sizes from small to large, climbed several times as far as the submission gets."""

    def __init__(
        self,
        scaling: ScalingSpec,
        watch: Stopwatch,
        limits: Limits,
        own: _Side,
        reference: _Side | None,
    ) -> None:
        self._scaling, self._watch, self._limits = scaling, watch, limits
        self._own, self._sides = own, (own, reference) if reference else (own,)
        self._sizes = list(scaling.cases_by_size)
        self._total = TOTAL * self._sizes[-1]

    def run(self) -> Complexity:
        """Climb until there is no doubt, or time is up."""
        began = time.monotonic()
        growth = None
        for number in range(MOST_PASSES):
            self._climb(number)
            if number + 1 >= LEAST_PASSES:
                growth = growth_of(self._timings())
                if _is_decided(growth, number + 1):
                    break
            if time.monotonic() - began > (MOST_S if growth is None else BUDGET_S):
                break
        return self._result(growth)

    def _climb(self, number: int) -> None:
        """Each size once, up to the one that takes too long or does not end well."""
        sides = self._sides if number % 2 == 0 else self._sides[::-1]
        for size in list(self._sizes):
            try:
                took_ms = [self._time(side, size, number) for side in sides]
            except DidNotEndWell:
                self._sizes = [each for each in self._sizes if each < size]
                return
            for side, each_ms in zip(sides, took_ms, strict=True):
                side.times.setdefault(size, []).append(each_ms / side.calls[size])
            if max(took_ms) > SLOWEST_MS:
                self._sizes = [each for each in self._sizes if each <= size]
                return

    def _time(self, side: _Side, size: int, number: int) -> float:
        """What a series takes."""
        if size not in side.calls:
            side.calls[size] = self._calls(side, size)
        return self._series_ms(side, size, number, side.calls[size])

    def _calls(self, side: _Side, size: int) -> int:
        """How many calls make a series, seen from what one takes with the size before.

        A program that is run as a whole is run once.
        """
        if not self._watch.parts:
            return 1
        most = max(1, self._total // size)
        if side.times:
            (call_ms,) = side.times[max(side.times)]
        else:
            few = min(_FIRST_CALLS, most)
            call_ms = self._series_ms(side, size, 0, few) / few
        return most if call_ms * most <= LONG_MS else max(1, int(LONG_MS / call_ms))

    def _series_ms(self, side: _Side, size: int, number: int, calls: int) -> float:
        """One series, which begins with another input in each pass."""
        cases = self._scaling.cases_by_size[size]
        given = [cases[(number + call) % len(cases)] for call in range(calls)]
        if self._watch.parts:
            report = self._watch.run_series(side.program, given, self._limits)
        else:
            report = self._watch.run(side.program, given[0], self._limits)
        return work_ms(report) - side.imported_ms

    def _timings(self) -> Timings:
        """Of the sizes with something to see; without the reference if it is too quick there."""
        own, *others = self._sides
        sizes = [size for size in own.times if own.series_ms(size) >= SIGNAL_MS]
        beside = [
            other
            for other in others
            if all(other.series_ms(size) >= REFERENCE_SIGNAL_MS for size in sizes)
        ]
        return Timings(
            own=own.of(sizes),
            reference=beside[0].of(sizes) if beside else {},
            expect=self._scaling.expect,
        )

    def _result(self, growth: Growth | None) -> Complexity:
        expected, times = self._scaling.expect, self._own.times
        return Complexity(
            model=growth.model if growth else None,
            exponent=round(growth.exponent, 2) if growth else None,
            interval=(round(growth.low, 2), round(growth.high, 2)) if growth else None,
            expected=expected,
            worse=bool(growth and expected and is_surely_worse(growth, expected, list(times))),
            times=tuple((size, round(typical(taken), 6)) for size, taken in sorted(times.items())),
        )


def _reference(problem: Problem, watch: Stopwatch) -> _Side | None:
    """The model solution, if it is known how it grows."""
    scaling = problem.runtime.scaling if problem.runtime else None
    if problem.reference is None or scaling is None or scaling.expect is None:
        return None
    program = watch.compiled(reference_submission(problem))
    try:
        return _Side(program, _imported_ms(watch, program))
    except DidNotEndWell:
        return None


def _imported_ms(watch: Stopwatch, program: Program) -> float:
    return watch.imported_for_series_ms(program) if watch.parts else watch.nothing_ms


def _is_decided(growth: Growth | None, passes: int) -> bool:
    if growth is None or growth.support < _BEYOND_DOUBT:
        return False
    return growth.clarity >= (2 * CLEARLY if passes >= ENOUGH_PASSES else _FAR_BETTER)


def _shorter(limits: Limits) -> Limits:
    """The problem's limits, but no more time than it takes to see that a size is too large."""
    cpu_time_ms = min(limits.cpu_time_ms, int(6 * SLOWEST_MS))
    shorter = {"cpu_time_ms": cpu_time_ms, "wall_time_ms": default_wall_time_ms(cpu_time_ms)}
    return limits.model_copy(update=shorter)
