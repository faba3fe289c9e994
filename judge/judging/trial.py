"""A trial: a submission on samples and on inputs of its own, all of which may be shown."""

import contextlib
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from judge.judging.classify import classify, ended_well, output_of
from judge.judging.compile import compile_result, compile_submission
from judge.judging.judge import box_spec
from judge.judging.open_checkers import OpenCheckers
from judge.judging.present import present
from judge.judging.progress import Listener, Silence
from judge.judging.run_case import Plan, run_case
from judge.model.checker import CheckResult, Outcome
from judge.model.problem import Problem, ProblemKind, TestCase, cases_of
from judge.model.submission import CaseResult, CompileResult, Submission
from judge.model.verdict import Verdict, worst
from judge.sandbox.port import Box, Program, RunReport, Sandbox

RUN_SCHEMA = "coderound.run/1"
_UNKNOWN = CheckResult(outcome=Outcome.ACCEPTED)
"""Stands for the checker's answer where nobody knows the right one: all that counts is how it ended."""


@dataclass(frozen=True)
class CustomInput:
    """An input of the solver's own.

    Attributes:
        answer: the model solution's; None if there is none.
        error: why it is not an input of this problem, for people; it is not run then.
    """

    name: str
    content: bytes
    answer: bytes | None = None
    error: str | None = None


class TrialCase(CaseResult):
    """One input of a trial.

    Attributes:
        custom: whether it is the solver's own.
        error: why it was not run.
    """

    custom: bool
    error: str | None = None


def try_out(
    problem: Problem,
    submission: Submission,
    inputs: tuple[CustomInput, ...],
    sandbox: Sandbox,
    listener: Listener | None = None,
) -> dict[str, Any]:
    """Run a submission on a problem's samples and on custom inputs, in one box.

    Returns:
        The document `coderound.run/1`. Its verdict is the worst of all inputs that were run; without a
        right answer to compare with, an input is accepted if the program ended well.

    Raises:
        JudgeFault: nothing is known about the submission.
    """
    hears = listener or Silence()
    samples = [case for case in cases_of(problem.data) if case.name.startswith("sample/")]
    customs = {each.name: each for each in inputs}
    with contextlib.ExitStack() as stack:
        scratch = stack.enter_context(tempfile.TemporaryDirectory(prefix="coderound-trial-"))
        written = [_case(each, Path(scratch)) for each in inputs]
        box = stack.enter_context(sandbox.box(box_spec(problem)))
        compiled = compile_submission(box, problem, submission)
        told = compile_result(compiled)
        hears.compiled(told, len(samples) + len(inputs))
        if compiled.program is None:
            return _document(problem, submission, Verdict.CE, told, [])
        trial = _Trial(problem, box, compiled.program, OpenCheckers(problem, sandbox, stack))
        results = []
        for case in (*samples, *written):
            result = trial.run(case, customs.get(case.name))
            hears.case_done(result)
            results.append(result)
    verdicts = [each.verdict for each in results if each.verdict is not None]
    return _document(problem, submission, worst(verdicts) if verdicts else None, told, results)


def failed_trial(problem: str, language: str, message: str) -> dict[str, Any]:
    """The document of a trial that a fault of ours has prevented."""
    return {
        "schema": RUN_SCHEMA,
        "problem": problem,
        "language": language,
        "verdict": Verdict.JE.value,
        "compile": None,
        "message": message,
        "cases": [],
    }


def _case(custom: CustomInput, folder: Path) -> TestCase:
    stem = custom.name.replace("/", "-")
    input_path, answer_path = folder / f"{stem}.in", folder / f"{stem}.ans"
    input_path.write_bytes(custom.content)
    answer_path.write_bytes(custom.answer or b"")
    return TestCase(
        name=custom.name,
        group="custom",
        input_path=input_path,
        answer_path=answer_path,
        full_feedback=True,
    )


@dataclass(frozen=True)
class _Trial:
    """A compiled submission in its box."""

    problem: Problem
    box: Box
    program: Program
    checkers: OpenCheckers

    def run(self, case: TestCase, custom: CustomInput | None) -> TrialCase:
        if custom is not None and custom.error is not None:
            return TrialCase(
                name=case.name, group=case.group, verdict=None, custom=True, error=custom.error
            )
        problem = self.problem
        report = run_case(self.box, Plan(self.program, problem, [case]), case)
        unknown = custom is not None and custom.answer is None
        check = _UNKNOWN if unknown else self._check(case, report)
        if not ended_well(report):
            check = None
        classified = classify(report, check, expects_claim=problem.kind is not ProblemKind.STDIO)
        shown = present(problem, case, classified, report, check, None)
        if unknown and shown.feedback is not None:
            feedback = shown.feedback.model_copy(update={"answer": None})
            shown = shown.model_copy(update={"feedback": feedback})
        return TrialCase.model_validate({**dict(shown), "custom": custom is not None})

    def _check(self, case: TestCase, report: RunReport) -> CheckResult | None:
        told = report.claim is not None or self.problem.kind is ProblemKind.STDIO
        if not told or not ended_well(report):
            return None
        checker = self.checkers.of(case)
        return checker.check(case.read_input(), case.read_answer(), output_of(report))


def _document(
    problem: Problem,
    submission: Submission,
    verdict: Verdict | None,
    compiled: CompileResult,
    results: list[TrialCase],
) -> dict[str, Any]:
    return {
        "schema": RUN_SCHEMA,
        "problem": problem.name,
        "language": submission.language,
        "verdict": None if verdict is None else verdict.value,
        "compile": compiled.model_dump(mode="json"),
        "message": None,
        "cases": [each.model_dump(mode="json") for each in results],
    }
