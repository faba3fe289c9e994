"""Program + test case -> verdict: run it, have its output checked, classify."""

from dataclasses import dataclass

from judge.judging.classify import Classified, classify, ended_well, output_of
from judge.judging.open_checkers import OpenCheckers
from judge.judging.run_case import Plan, run_case
from judge.model.checker import CheckResult
from judge.model.problem import ProblemKind, TestCase
from judge.sandbox.port import Box, RunReport


@dataclass(frozen=True)
class JudgedCase:
    """One test: what was observed, what the checker said (None if it was not asked), the verdict."""

    report: RunReport
    check: CheckResult | None
    classified: Classified


def judge_case(box: Box, plan: Plan, case: TestCase, checkers: OpenCheckers) -> JudgedCase:
    """Judge a compiled program on one test case.

    Raises:
        JudgeFault: a box or the checker failed; it says nothing about the program.
    """
    report = run_case(box, plan, case)
    claims = plan.problem.kind is not ProblemKind.STDIO
    check = None
    if ended_well(report) and (report.claim is not None or not claims):
        check = checkers.of(case).check(case.read_input(), case.read_answer(), output_of(report))
    return JudgedCase(report, check, classify(report, check, expects_claim=claims))
