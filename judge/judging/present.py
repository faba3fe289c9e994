"""What a candidate may see of a test: the one place where secret tests are redacted.

For a test without full feedback that is its name, verdict, time, memory, points and a hint from the
fixed list or of the author's; never input, answer, output, exit code or any word of the submission's.
"""

from judge.judging.classify import Classified, output_of
from judge.model.checker import CheckResult
from judge.model.problem import Problem, TestCase
from judge.model.submission import CaseFeedback, CaseResult
from judge.model.verdict import Verdict
from judge.sandbox.port import RunReport

MAX_TEXT_BYTES = 4096
"""How much of each text is shown."""


def present(
    problem: Problem,
    case: TestCase,
    classified: Classified,
    report: RunReport,
    check: CheckResult | None,
    score: float | None,
) -> CaseResult:
    """The result of one judged test as its candidate may see it."""
    failed = classified.verdict is not Verdict.AC
    hint = None
    if failed and problem.hints:
        hint = case.hint or classified.hint
    return CaseResult(
        name=case.name,
        group=case.group,
        verdict=classified.verdict,
        cpu_time_ms=round(report.cpu_time_us / 1000, 1),
        wall_time_ms=round(report.wall_time_us / 1000, 1),
        memory_bytes=report.memory_bytes,
        score=score,
        hint=hint,
        feedback=_feedback(case, report, check) if case.full_feedback else None,
    )


def skipped(case: TestCase) -> CaseResult:
    """A test that was not run, because earlier ones had decided."""
    return CaseResult(name=case.name, group=case.group, verdict=None)


def _feedback(case: TestCase, report: RunReport, check: CheckResult | None) -> CaseFeedback:
    told = report.claim.text if report.claim is not None else None
    detail = told or (check.team_message or check.detail if check is not None else None)
    return CaseFeedback(
        input=_text(case.read_input()),
        answer=_text(case.read_answer()),
        output=_text(output_of(report)),
        stdout=_text(report.stdout),
        stderr=_text(report.stderr),
        detail=_text(detail.encode("utf-8", "replace")) if detail else None,
    )


def _text(data: bytes) -> str:
    cut = data[:MAX_TEXT_BYTES].decode("utf-8", "replace")
    left = len(data) - MAX_TEXT_BYTES
    return f"{cut}\n[{left} more bytes]" if left > 0 else cut
