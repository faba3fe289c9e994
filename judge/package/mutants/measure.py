"""Judging the mutants of a model solution on all of a package's tests, in a few warm boxes.

Every mutant is the author's own program but for one change, so many of them share a box; what one could
do to the next is no more than the author could do. A mutant is run until two tests have killed it: one
would be enough for the score, the second shows that the first was not needed for it.
"""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from judge.errors import JudgeFault, PackageError
from judge.judging.compile import compile_submission
from judge.judging.judge import box_spec
from judge.judging.judge_case import judge_case
from judge.judging.open_checkers import OpenCheckers
from judge.judging.run_case import Plan
from judge.model.problem import Problem, TestCase, cases_of
from judge.model.submission import SourceFile, Submission
from judge.model.verdict import Verdict
from judge.package.mutants.equivalent import MUTANTS_YAML, Equivalent, read_equivalents
from judge.package.mutants.mutate import Mutant, mutants_of
from judge.package.mutants.report import Fate, MutantReport, MutantRow
from judge.package.package import Package
from judge.package.submissions import submission_of_example
from judge.package.verify_report import Finding, Severity
from judge.sandbox.port import Box, Sandbox

LEAST_SCORE = 0.95
"""Share of the non-equivalent mutants that a package's tests have to kill."""

MUTANTS_PER_BOX = 100
_TIME_FACTOR = 10
_TIME_EXTRA_MS = 100
_QUICK_MS = 50.0


@dataclass
class _Case:
    """A test, what the model solution needs for it, and how many mutants it has killed."""

    case: TestCase
    problem: Problem
    cpu_time_ms: float
    kills: int = 0
    sole_kills: int = 0


@dataclass(frozen=True)
class _Trial:
    """What a mutant's judging showed."""

    killers: list[_Case] = field(default_factory=list)
    timed_out: bool = False


class MutantMeasure:
    """Mutants of one package's model solution, judged one after another.

    A mutant counts as too slow on a test after ten times the model solution's time and 100 ms (and never
    later than the problem's own limit): most of such mutants would run for ever.
    """

    def __init__(self, package: Package, problem: Problem, sandbox: Sandbox) -> None:
        if package.model_solution is None:
            raise PackageError(f"{package.name}: no model solution, so there is nothing to mutate")
        self._package, self._problem, self._sandbox = package, problem, sandbox
        self._model = submission_of_example(package.model_solution, problem)
        self._equivalents = read_equivalents(package.root)

    def mutants(self) -> list[tuple[str, Mutant]]:
        """All mutants, with the name of the file that differs.

        Raises:
            PackageError: the model solution is not Python.
        """
        return [
            (file.name, mutant)
            for file in self._model.files
            if file.name.endswith(".py")
            for mutant in mutants_of(file.content.decode(), f"{self._package.name}: {file.name}")
        ]

    def run(self) -> Iterator[MutantRow]:
        """Judge all mutants, and tell the fate of each as soon as it is known.

        Raises:
            JudgeFault: a box or a checker failed, so nothing is known.
            PackageError: the model solution fails its own tests.
        """
        mutants = self.mutants()
        self._cases: list[_Case] = []
        with contextlib.ExitStack() as stack:
            checkers = OpenCheckers(self._problem, self._sandbox, stack)
            for start in range(0, len(mutants), MUTANTS_PER_BOX):
                with self._sandbox.box(box_spec(self._problem)) as box:
                    if not self._cases:
                        self._cases = self._timed(box, checkers)
                    for name, mutant in mutants[start : start + MUTANTS_PER_BOX]:
                        trial = self._try(box, checkers, self._mutated(name, mutant))
                        self._count(trial)
                        yield self._row(name, mutant, trial)

    def report(self, rows: list[MutantRow]) -> MutantReport:
        """All that was found, after `run`."""
        idle = [each.case.name for each in self._cases if not each.sole_kills]
        return MutantReport(
            rows=tuple(rows),
            idle_cases=tuple(sorted(name for name in idle if not name.startswith("sample/"))),
        )

    def findings(self, report: MutantReport) -> Iterator[Finding]:
        """What is wrong with the tests, or with what mutants.yaml says of them."""
        if report.score < LEAST_SCORE:
            killed, survived = report.count(Fate.KILLED), report.count(Fate.SURVIVED)
            yield Finding(
                severity=Severity.ERROR,
                where="data/secret/",
                message=f"the tests kill {killed} of {killed + survived} mutants of the model solution, "
                f"{report.score:.1%}; expected {LEAST_SCORE:.0%} of those that are not equivalent",
            )
        spoken_of = {(row.old, row.new) for row in report.rows if row.fate is Fate.EQUIVALENT}
        for entry in self._equivalents:
            if (entry.old, entry.new) not in spoken_of:
                yield Finding(
                    severity=Severity.ERROR,
                    where=MUTANTS_YAML,
                    message=f"no mutant that survives turns {entry.old!r} into {entry.new!r}",
                )

    def _timed(self, box: Box, checkers: OpenCheckers) -> list[_Case]:
        """The tests with the model solution's time for each, quick ones first."""
        compiled = compile_submission(box, self._problem, self._model)
        if compiled.program is None:
            raise PackageError(f"the model solution does not compile: {compiled.message}")
        timed = []
        cases = cases_of(self._problem.data)
        plan = Plan(compiled.program, self._problem, cases)
        for case in cases:
            judged = judge_case(box, plan, case, checkers)
            if judged.classified.verdict is not Verdict.AC:
                raise PackageError(
                    f"the model solution gets {judged.classified.verdict} on {case.name}; expected AC"
                )
            cpu_time_ms = judged.report.cpu_time_us / 1000
            timed.append(_Case(case, self._hurried(cpu_time_ms), cpu_time_ms))
        return timed

    def _hurried(self, cpu_time_ms: float) -> Problem:
        limits = self._problem.limits
        limit_ms = min(limits.cpu_time_ms, int(_TIME_FACTOR * cpu_time_ms) + _TIME_EXTRA_MS)
        # The wall time stays: what runs for ever burns CPU, and a busy host must not kill a mutant.
        shorter = limits.model_copy(update={"cpu_time_ms": limit_ms})
        return self._problem.model_copy(update={"limits": shorter})

    def _try(self, box: Box, checkers: OpenCheckers, submission: Submission) -> _Trial:
        compiled = compile_submission(box, self._problem, submission)
        if compiled.program is None:
            raise JudgeFault(f"a mutant does not compile: {compiled.message}")
        killers: list[_Case] = []
        timed_out = False
        # Tests that cost much come last; among the others those first that have killed most.
        order = sorted(self._cases, key=lambda each: (each.cpu_time_ms > _QUICK_MS, -each.kills))
        for each in order:
            plan = Plan(compiled.program, each.problem, [each.case])
            judged = judge_case(box, plan, each.case, checkers)
            if judged.classified.verdict is not Verdict.AC:
                killers.append(each)
                timed_out |= judged.classified.verdict is Verdict.TLE
            if len(killers) == 2:
                break
        return _Trial(killers, timed_out)

    def _count(self, trial: _Trial) -> None:
        for killer in trial.killers:
            killer.kills += 1
        if len(trial.killers) == 1:
            trial.killers[0].sole_kills += 1

    def _mutated(self, name: str, mutant: Mutant) -> Submission:
        files = tuple(
            SourceFile(name=name, content=mutant.text.encode()) if file.name == name else file
            for file in self._model.files
        )
        return self._model.model_copy(update={"files": files})

    def _row(self, name: str, mutant: Mutant, trial: _Trial) -> MutantRow:
        entry = self._equivalent(mutant)
        fate = Fate.KILLED if trial.killers else Fate.EQUIVALENT if entry else Fate.SURVIVED
        return MutantRow(
            file=name,
            line=mutant.line,
            rule=mutant.rule,
            old=mutant.old,
            new=mutant.new,
            fate=fate,
            killed_by=tuple(killer.case.name for killer in trial.killers),
            timed_out=trial.timed_out,
            reason=entry.reason if entry and fate is Fate.EQUIVALENT else None,
        )

    def _equivalent(self, mutant: Mutant) -> Equivalent | None:
        return next((entry for entry in self._equivalents if entry.speaks_of(mutant)), None)
