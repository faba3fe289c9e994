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
    CLEAR,
    FLOOR_MS,
    JUDGINGS_DIFFER,
    STEADY,
    Comparison,
    Ratio,
    memory_ratio,
    spread,
    time_ratio,
)

BUDGET_S, BUDGET_AT_STAKE_S = 3.0, 6.0
"""Elapsed time after which no further round begins; the latter where points depend on what is left open."""
LEAST_ROUNDS = 6
MOST_ROUNDS = 25
_MOST_REPEATS = 2
"""A run is disturbed this often at most before it counts all the same: where calm is not to be had, the time
is better spent on further rounds."""
_TIME_WORDS = {Comparison.LESS: "faster", Comparison.MORE: "slower"}


@dataclass(eq=False)
class _Side:
    """One of both programs, and for each round what it took on all cases.

    Attributes:
        timed_ms: with what is taken off to get `times_ms`, its work.
        right: what it answered last on each case that had to be checked.
    """

    program: Program
    timed_ms: list[float] = field(default_factory=list)
    times_ms: list[float] = field(default_factory=list)
    memory_bytes: list[int] = field(default_factory=list)
    right: dict[str, bytes] = field(default_factory=dict)


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
        self._problem, self._spec, self._watch = problem, spec, watch
        self._checkers = checkers
        self._cases = _measured(problem, spec)
        self._own = _Side(program)
        self._reference = _Side(watch.compiled(reference_submission(problem)))
        self._began = time.monotonic()
        self._imports_ms: list[float] = []
        self._repeated = 0
        self._throttled: int | None = None

    def run(self) -> Runtime:
        """Let them run in turns until the ratio is known well enough, or time is up."""
        while True:
            self._round(len(self._own.times_ms))
            found = time_ratio(self._rounds())
            if found.rounds >= LEAST_ROUNDS and self._is_enough(found):
                return self._result(found.widened(found.ratio * self._judgings_differ()))

    def _judgings_differ(self) -> float:
        """By which share the ratio may differ from another judging's: what differs is what is timed.

        The less of it is work, the more work seems to differ.
        """
        timed, work = median(self._reference.timed_ms), median(self._reference.times_ms)
        return JUDGINGS_DIFFER * timed / max(work, FLOOR_MS)

    def _is_enough(self, found: Ratio) -> bool:
        """Whether the ratio is known well enough: as well as can be where points depend on it."""
        spec, elapsed_s = self._spec, time.monotonic() - self._began
        at_stake = found.low < spec.zero_at and found.high > spec.full_at
        steady, budget_s = (STEADY, BUDGET_AT_STAKE_S) if at_stake else (CLEAR, BUDGET_S)
        return found.rounds >= MOST_ROUNDS or found.width <= steady or elapsed_s > budget_s

    def _in_time(self) -> bool:
        return time.monotonic() - self._began <= BUDGET_S

    def _round(self, number: int) -> None:
        """On every case each of both twice, who begins also ending; between, what is no work of theirs.

        So a host that grows faster or slower meanwhile does so for all alike. Of two times the shorter
        counts: what disturbs a run makes it longer.
        """
        pair = (self._own, self._reference) if number % 2 == 0 else (self._reference, self._own)
        timed_of, peaks = dict.fromkeys(pair, 0.0), dict.fromkeys(pair, 0)
        apart_ms = 0.0
        reports: list[RunReport] = []
        for case in self._cases:
            first = [self._calmly(side, case, reports) for side in pair]
            answer = self._reference.right[case.name]
            apart_ms += min(self._watch.apart_ms(case, answer) for _ in range(2))
            second = [self._calmly(side, case, reports) for side in pair[::-1]][::-1]
            for side, turns in zip(pair, zip(first, second, strict=True), strict=True):
                timed_of[side] += min(map(work_ms, turns))
                peaks[side] = max(peaks[side], *(turn.memory_bytes for turn in turns))
        for side in pair:
            side.timed_ms.append(timed_of[side])
            side.times_ms.append(max(0.0, timed_of[side] - apart_ms))
            side.memory_bytes.append(peaks[side])
        self._note_throttling(reports)

    def _calmly(self, side: _Side, case: TestCase, reports: list[RunReport]) -> RunReport:
        """A run, made again if it was disturbed and there is time; all that were made are noted."""
        report = self._checked(side, case, reports)
        for _ in range(_MOST_REPEATS):
            if is_calm(report) or not self._in_time():
                break
            self._repeated += 1
            report = self._checked(side, case, reports)
        return report

    def _checked(self, side: _Side, case: TestCase, reports: list[RunReport]) -> RunReport:
        """A run of one of both, which has to be right."""
        ours = side is self._reference
        with _our_fault(self._problem) if ours else contextlib.nullcontext():
            report = self._watch.run(side.program, case)
            self._check(side, case, report)
        reports.append(report)
        if not ours:
            self._imports_ms.append(self._watch.import_ms(report))
        return report

    def _note_throttling(self, reports: list[RunReport]) -> None:
        """Count the round if its box was throttled, as far as that is known."""
        known = [each.throttled_time_us for each in reports if each.throttled_time_us is not None]
        if known:
            self._throttled = (self._throttled or 0) + any(known)

    def _check(self, side: _Side, case: TestCase, report: RunReport) -> None:
        """Check what was answered, unless it is what was right before."""
        output = output_of(report)
        if output == side.right.get(case.name):
            return
        checker = self._checkers.of(case)
        found = checker.check(case.read_input(), case.read_answer(), output)
        if found.outcome is not Outcome.ACCEPTED:
            raise _NotRight
        side.right[case.name] = output

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
            import_ms=round(median(self._imports_ms), 3) if self._watch.parts else None,
            submission_memory_bytes=int(own),
            reference_memory_bytes=int(reference),
            memory=self._memory(),
        )
