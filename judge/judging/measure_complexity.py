"""A submission on inputs of growing size: how does its time grow?"""

import time
from statistics import median

from judge.judging.timed_work import DidNotEndWell, Stopwatch, work_ms
from judge.model.limits import Limits, default_wall_time_ms
from judge.model.problem import Problem, ScalingSpec, TestCase
from judge.model.submission import Complexity
from judge.sandbox.port import Program
from judge.scoring.complexity import growth_of, is_surely_worse

BUDGET_S = 3.0
"""Elapsed time after which no size is measured again."""
MOST_PASSES = 7
SLOWEST_MS = 400
"""A size that takes so long is the last one: larger ones would take the time of all the others."""


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
        return _Ladder(problem, scaling, watch, program).run()
    except DidNotEndWell:
        return None


class _Ladder:
    """Sizes from small to large, climbed several times as far as the solution gets."""

    def __init__(
        self, problem: Problem, scaling: ScalingSpec, watch: Stopwatch, program: Program
    ) -> None:
        self._scaling, self._watch, self._program = scaling, watch, program
        self._steps = list(zip(scaling.sizes, scaling.cases, strict=True))
        self._limits = _shorter(problem.limits)
        self._imported_ms = watch.imported_ms(program)
        self._encoded_ms: dict[int, float] = {}
        self._times: dict[int, list[float]] = {}

    def run(self) -> Complexity:
        """Climb until there are enough times of each size, or time is up."""
        began = time.monotonic()
        for _ in range(MOST_PASSES):
            self._climb()
            if time.monotonic() - began > BUDGET_S:
                break
        return self._result()

    def _climb(self) -> None:
        """Each size once, up to the one that takes too long or does not end well."""
        for size, case in self._steps:
            try:
                took_ms = self._time(size, case)
            except DidNotEndWell:
                self._steps = [step for step in self._steps if step[0] < size]
                return
            self._times.setdefault(size, []).append(took_ms)
            if took_ms > SLOWEST_MS:
                self._steps = [step for step in self._steps if step[0] <= size]
                return

    def _time(self, size: int, case: TestCase) -> float:
        report = self._watch.run(self._program, case, self._limits)
        if size not in self._encoded_ms:
            self._encoded_ms[size] = self._watch.encoded_ms(case.read_answer())
        return work_ms(report) - self._imported_ms - self._encoded_ms[size]

    def _result(self) -> Complexity:
        expected = self._scaling.expect
        times = {size: median(measured) for size, measured in self._times.items()}
        growth = growth_of(list(times.items()))
        return Complexity(
            model=growth.model if growth else None,
            exponent=round(growth.exponent, 2) if growth else None,
            interval=(round(growth.low, 2), round(growth.high, 2)) if growth else None,
            expected=expected,
            worse=bool(growth and expected and is_surely_worse(growth, expected, list(times))),
            times=tuple((size, round(took_ms, 3)) for size, took_ms in sorted(times.items())),
        )


def _shorter(limits: Limits) -> Limits:
    """The problem's limits, but no more time than it takes to see that a size is too large."""
    cpu_time_ms = min(limits.cpu_time_ms, 3 * SLOWEST_MS)
    shorter = {"cpu_time_ms": cpu_time_ms, "wall_time_ms": default_wall_time_ms(cpu_time_ms)}
    return limits.model_copy(update=shorter)
