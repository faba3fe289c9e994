"""A submission and the reference in turns, in the same box, on the same inputs.

The answers are checked again, so that being quick and wrong whenever it is measured does not pay.
"""

import contextlib
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median

from judge.errors import JudgeFault
from judge.judging.classify import output_of
from judge.judging.open_checkers import OpenCheckers
from judge.judging.timed_work import (
    DidNotEndWell,
    Stopwatch,
    is_calm,
    reference_submission,
    work_ms,
)
from judge.model.checker import Outcome
from judge.model.problem import Problem, RuntimeSpec, TestCase, cases_of
from judge.model.submission import MemoryRatio, Runtime
from judge.sandbox.port import Box, Program, RunReport
from judge.scoring.paired import (
    JUDGINGS_DIFFER,
    STEADY,
    Comparison,
    Ratio,
    memory_ratio,
    spread,
    time_ratio,
)

BUDGET_S = 3.0
"""Elapsed time after which no further round begins."""
LEAST_ROUNDS = 5
MOST_ROUNDS = 25
_TIME_WORDS = {Comparison.LESS: "faster", Comparison.MORE: "slower"}


@dataclass
class _Side:
    """One of both programs."""

    program: Program
    imported_ms: float
    times_ms: list[float] = field(default_factory=list)
    memory_bytes: list[int] = field(default_factory=list)


def measure_runtime(
    problem: Problem,
    spec: RuntimeSpec,
    watch: Stopwatch,
    program: Program,
    checkers: OpenCheckers,
) -> Runtime | None:
    """Compare an accepted submission with the reference.

    Args:
        watch: for the submission's own box, with `program` compiled in it.

    Returns:
        What was found; None if the submission was not right this time, so that nothing is known.

    Raises:
        JudgeFault: a box, the checker or the reference failed, which is nothing of the submission's.
    """
    with contextlib.suppress(DidNotEndWell, _NotRight):
        return _Race(problem, spec, watch, program, checkers).run()
    return None


def reference_memory_bytes(problem: Problem, spec: RuntimeSpec, box: Box) -> int:
    """What the reference takes on the tests that are measured, as it is measured in a judging.

    Raises:
        DidNotEndWell: the reference hit a limit or failed.
        JudgeFault: it does not compile, or the box failed.
    """
    watch = Stopwatch(problem, box)
    reference = watch.compiled(reference_submission(problem))
    cases = _measured(problem, spec)
    peaks = [
        max(watch.run(reference, case).memory_bytes for case in cases) for _ in range(LEAST_ROUNDS)
    ]
    return int(median(peaks))


def _measured(problem: Problem, spec: RuntimeSpec) -> list[TestCase]:
    return [case for case in cases_of(problem.data) if case.name in spec.cases]


class _NotRight(Exception):
    """A program that was right before was not this time."""


@contextlib.contextmanager
def _our_fault(problem: Problem) -> Iterator[None]:
    """What goes wrong with programs of ours must not cost a candidate points."""
    try:
        yield
    except (DidNotEndWell, _NotRight):
        raise JudgeFault(f"{problem.name}: the reference was not right when it was timed") from None


class _Race:
    def __init__(
        self,
        problem: Problem,
        spec: RuntimeSpec,
        watch: Stopwatch,
        program: Program,
        checkers: OpenCheckers,
    ) -> None:
        self._problem, self._watch, self._checkers = problem, watch, checkers
        self._cases = _measured(problem, spec)
        reference = watch.compiled(reference_submission(problem))
        self._own = _Side(program, watch.imported_ms(program))
        self._reference = _Side(reference, watch.imported_ms(reference))
        self._encoded_ms = {case.name: watch.encoded_ms(case.read_answer()) for case in self._cases}
        self._repeated = 0
        self._throttled: int | None = None

    def run(self) -> Runtime:
        """Let them run in turns until the ratio is known well enough, or time is up.

        A disturbed round is repeated as long as there is time: on a busy host calm is not to be had.
        """
        began = time.monotonic()
        while True:
            in_time = time.monotonic() - began <= BUDGET_S
            if not self._round(first=len(self._own.times_ms) % 2, whatever=not in_time):
                self._repeated += 1
                continue
            found = time_ratio(self._rounds())
            if found.rounds >= MOST_ROUNDS or (
                found.rounds >= LEAST_ROUNDS and (found.width <= STEADY or not in_time)
            ):
                return self._result(found.widened(found.ratio * JUDGINGS_DIFFER))

    def _round(self, first: int, *, whatever: bool) -> bool:
        """Each of both on all cases, case by case, the one or the other first.

        Returns:
            Whether it counts: it was not disturbed, or has to count whatever disturbed it.
        """
        sides = (self._own, self._reference)
        totals, peaks = [0.0, 0.0], [0, 0]
        reports: list[RunReport] = []
        for case in self._cases:
            for turn in (first, 1 - first):
                side = sides[turn]
                ours = side is self._reference
                with _our_fault(self._problem) if ours else contextlib.nullcontext():
                    report = self._watch.run(side.program, case)
                    self._check(case, report)
                reports.append(report)
                own_ms = work_ms(report) - side.imported_ms - self._encoded_ms[case.name]
                totals[turn] += max(0.0, own_ms)
                peaks[turn] = max(peaks[turn], report.memory_bytes)
        self._note_throttling(reports)
        if not whatever and not all(map(is_calm, reports)):
            return False
        for side, total, peak in zip(sides, totals, peaks, strict=True):
            side.times_ms.append(total)
            side.memory_bytes.append(peak)
        return True

    def _note_throttling(self, reports: list[RunReport]) -> None:
        """Count the round if its box was throttled, as far as that is known."""
        known = [each.throttled_time_us for each in reports if each.throttled_time_us is not None]
        if known:
            self._throttled = (self._throttled or 0) + any(known)

    def _check(self, case: TestCase, report: RunReport) -> None:
        checker = self._checkers.of(case)
        found = checker.check(case.read_input(), case.read_answer(), output_of(report))
        if found.outcome is not Outcome.ACCEPTED:
            raise _NotRight

    def _rounds(self) -> list[tuple[float, float]]:
        return list(zip(self._own.times_ms, self._reference.times_ms, strict=True))

    def _memory(self) -> MemoryRatio:
        rounds = zip(self._own.memory_bytes, self._reference.memory_bytes, strict=True)
        found = memory_ratio(list(rounds))
        return MemoryRatio(
            ratio=round(found.ratio, 3),
            interval=(round(found.low, 3), round(found.high, 3)),
            comparison=found.comparison.value,
        )

    def _result(self, found: Ratio) -> Runtime:
        own, reference = median(self._own.memory_bytes), median(self._reference.memory_bytes)
        return Runtime(
            ratio=round(found.ratio, 3),
            interval=(round(found.low, 3), round(found.high, 3)),
            comparison=_TIME_WORDS.get(found.comparison, found.comparison.value),
            rounds=found.rounds,
            repeated=self._repeated,
            throttled=self._throttled,
            noise=round(spread(self._reference.times_ms), 3),
            noise_floor=self._watch.noise_floor,
            submission_ms=round(median(self._own.times_ms), 3),
            reference_ms=round(median(self._reference.times_ms), 3),
            import_ms=round(self._own.imported_ms, 3) if self._watch.parts else None,
            submission_memory_bytes=int(own),
            reference_memory_bytes=int(reference),
            memory=self._memory(),
        )
