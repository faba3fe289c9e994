"""Verifying a package's example submissions: each is judged and held to what is promised of it."""

from typing import Literal

from judge.errors import JudgeFault, SubmissionRejected
from judge.judging.judge import judge
from judge.model.limits import default_wall_time_ms
from judge.model.problem import Problem, TestCase, TestGroup
from judge.model.submission import Judging, Submission
from judge.model.verdict import Verdict
from judge.package.package import Example, Package, Rule
from judge.package.promises import broken_promise, describe, slowest, too_slow_cases
from judge.package.submissions import submission_of_example
from judge.package.verify_report import ExampleRow, Finding, Severity
from judge.sandbox.port import Sandbox


class ExampleVerifier:
    """Judges examples one after another and collects what is wrong with them."""

    def __init__(self, package: Package, problem: Problem, sandbox: Sandbox) -> None:
        self._package = package
        # What examples promise are verdicts; measuring each against the reference takes seconds.
        self._problem = problem.model_copy(update={"runtime": None})
        self._sandbox = sandbox
        self.findings: list[Finding] = []

    def verify(self, example: Example) -> ExampleRow:
        """Judge one example.

        Raises:
            JudgeFault: it could not be judged.
        """
        row = ExampleRow(
            name=example.name, language=example.language, expected=describe(example.rules)
        )
        if example.language is None or not example.entry:
            reason = "in a language that is not supported" if example.language is None else (
                "no file of it is clearly the one to run"
            )  # fmt: skip
            return row.model_copy(update={"why": f"not judged: {reason}"})
        try:
            submission = submission_of_example(example, self._problem)
        except SubmissionRejected as error:
            self._find(Severity.ERROR, example, str(error))
            return row.model_copy(update={"ok": False, "why": str(error)})
        if not example.rules:
            self._find(Severity.WARNING, example, "nothing is promised of it; judged all the same")
        judging, broken = self._judge(example, submission)
        if broken is not None:
            self._find(Severity.ERROR, example, broken)
        else:
            self._check_full_points(example, judging)
            self._check_headroom(example, submission, judging)
        return self._row(row, example, judging, broken)

    def _row(
        self, row: ExampleRow, example: Example, judging: Judging, broken: str | None
    ) -> ExampleRow:
        timed = [case for case in judging.cases if case.cpu_time_ms is not None]
        last = max(timed, key=lambda case: case.cpu_time_ms or 0.0, default=None)
        return row.model_copy(
            update={
                "got": judging.verdict,
                "ok": broken is None if example.rules else None,
                "score": judging.points.correctness,
                "slowest_case": last.name if last else None,
                "slowest_ms": last.cpu_time_ms if last else None,
                "why": broken,
            }
        )

    def _judge(self, example: Example, submission: Submission) -> tuple[Judging, str | None]:
        """Judge an example in the way that its rules ask for; tell what it broke."""
        rules = example.rules
        if rules and all(rule.use_for_time_limit == "upper" and not rule.cases for rule in rules):
            return self._judge_slow(rules, submission)
        problem = self._problem
        if any(rule.cases for rule in rules):
            # A rule for some tests only means something if these tests are run.
            problem = problem.model_copy(update={"data": _reject(problem.data, "continue")})
        judging = self._run(problem, submission)
        broken = self._first_broken(rules, judging)
        for rule in rules:
            if broken is None and rule.use_for_time_limit == "upper":
                broken = self._not_slow_enough(rule, judging, submission)
        return judging, broken

    def _judge_slow(
        self, rules: tuple[Rule, ...], submission: Submission
    ) -> tuple[Judging, str | None]:
        """An example that has to be too slow: it must be so even with the raised limit.

        One test that is too slow is all there is to see, so judging stops at the first rejection.
        """
        stopping = self._problem.model_copy(update={"data": _reject(self._problem.data, "break")})
        judging = self._run(self._raised(stopping), submission)
        broken = self._first_broken(rules, judging)
        if broken is None:
            return judging, None
        judging = self._run(stopping, submission)
        at_limit = self._first_broken(rules, judging)
        return judging, at_limit or self._too_near()

    def _not_slow_enough(self, rule: Rule, judging: Judging, submission: Submission) -> str | None:
        names = too_slow_cases(rule, judging)

        def wanted(case: TestCase) -> bool:
            return case.name in names

        raised = self._raised(self._problem)
        again = judge(raised, submission, self._sandbox, only=wanted)
        return None if too_slow_cases(rule, again) else self._too_near()

    def _too_near(self) -> str:
        limit = self._problem.limits.cpu_time_ms
        factor = self._package.limits.time_limit_to_tle
        return (
            f"TLE at the limit of {limit} ms, but not at {factor:g} times as much; the limit is too "
            "near to what it needs"
        )

    def _raised(self, problem: Problem) -> Problem:
        cpu_time_ms = int(problem.limits.cpu_time_ms * self._package.limits.time_limit_to_tle)
        limits = problem.limits.model_copy(
            update={
                "cpu_time_ms": cpu_time_ms,
                "wall_time_ms": default_wall_time_ms(cpu_time_ms),
            }
        )
        return problem.model_copy(update={"limits": limits})

    def _run(self, problem: Problem, submission: Submission) -> Judging:
        judging = judge(problem, submission, self._sandbox)
        if judging.verdict is Verdict.JE:
            raise JudgeFault(f"{problem.name} could not be judged: {judging.message}")
        return judging

    def _first_broken(self, rules: tuple[Rule, ...], judging: Judging) -> str | None:
        broken = (broken_promise(rule, judging, self._problem) for rule in rules)
        return next((text for text in broken if text is not None), None)

    def _check_full_points(self, example: Example, judging: Judging) -> None:
        most = self._problem.scoring.correctness
        if example.accepted and judging.points.correctness < most:
            severity = Severity.ERROR if self._package.own else Severity.WARNING
            text = f"AC with {judging.points.correctness:g} points; expected all {most:g}"
            self._find(severity, example, text)

    def _check_headroom(self, example: Example, submission: Submission, judging: Judging) -> None:
        """Tests that bound the limit from below have to fit into it several times."""
        limit, factor = self._problem.limits.cpu_time_ms, self._package.limits.ac_to_time_limit
        for rule in example.rules:
            case = slowest(rule, judging)
            if rule.use_for_time_limit != "lower" or case is None:
                continue
            took = case.cpu_time_ms or 0.0
            if took * factor > limit:
                # A busy host makes anything look slow once; the better of two runs counts.
                again = slowest(rule, self._run(self._problem, submission))
                took = min(took, again.cpu_time_ms or took) if again else took
            if took * factor > limit:
                certain = example.accepted and self._package.own
                self._find(
                    Severity.ERROR if certain else Severity.WARNING,
                    example,
                    f"{took:.0f} ms on {case.name}; times {factor:g} that is more than the limit of "
                    f"{limit} ms",
                )

    def _find(self, severity: Severity, example: Example, message: str) -> None:
        self.findings.append(
            Finding(severity=severity, where=f"submissions/{example.name}", message=message)
        )


def _reject(group: TestGroup, on_reject: Literal["break", "continue"]) -> TestGroup:
    """The same groups, all of which go on, or all of which stop, after a rejected test."""
    return group.model_copy(
        update={
            "on_reject": on_reject,
            "require_pass": () if on_reject == "continue" else group.require_pass,
            "groups": tuple(_reject(child, on_reject) for child in group.groups),
        }
    )
