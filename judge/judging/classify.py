"""RunReport + CheckResult -> Verdict. The only place that decides one.

Facts first: limits, which were measured outside the program. Then what the program says of itself,
which can only make its verdict worse. The checker is asked last, and only about a run that ended well.
"""

from dataclasses import dataclass

from judge.model.checker import CheckResult, Outcome
from judge.model.hints import Hint
from judge.model.verdict import Verdict
from judge.sandbox.port import LimitHit, RunReport


@dataclass(frozen=True)
class Classified:
    """A test's verdict, and the hint that may go with it."""

    verdict: Verdict
    hint: Hint | None = None


_LIMIT_VERDICTS = (
    (LimitHit.MEMORY, Verdict.MLE),
    (LimitHit.CPU_TIME, Verdict.TLE),
    (LimitHit.WALL_TIME, Verdict.TLE),
    (LimitHit.OUTPUT, Verdict.OLE),
    (LimitHit.ANSWER, Verdict.OLE),
)
_ERROR_HINTS = {
    "IndexError": Hint.INDEX_ERROR,
    "KeyError": Hint.KEY_ERROR,
    "TypeError": Hint.TYPE_ERROR,
    "ValueError": Hint.VALUE_ERROR,
    "AttributeError": Hint.ATTRIBUTE_ERROR,
    "NameError": Hint.NAME_ERROR,
    "UnboundLocalError": Hint.NAME_ERROR,
    "ZeroDivisionError": Hint.ZERO_DIVISION,
    "OverflowError": Hint.OVERFLOW,
    "FloatingPointError": Hint.OVERFLOW,
    "RecursionError": Hint.RECURSION,
    "ImportError": Hint.IMPORT_ERROR,
    "ModuleNotFoundError": Hint.IMPORT_ERROR,
    "AssertionError": Hint.ASSERTION,
    "StopIteration": Hint.STOP_ITERATION,
    "UnicodeDecodeError": Hint.UNICODE,
    "UnicodeEncodeError": Hint.UNICODE,
    "LinAlgError": Hint.LINALG,
    "SystemExit": Hint.ENDED_EARLY,
    "missing entry": Hint.MISSING_ENTRY,
    "wrong arguments": Hint.WRONG_ARGUMENTS,
    "unsupported return": Hint.UNSUPPORTED_RETURN,
}


def ended_well(report: RunReport) -> bool:
    """Whether there is an output to check: no limit hit, no failure told or seen."""
    if report.hits:
        return False
    if report.claim is not None:
        return report.claim.value is not None
    return report.exit_code == 0 and report.signal is None


def output_of(report: RunReport) -> bytes:
    """The bytes a checker judges: the claimed value, or stdout."""
    if report.claim is not None and report.claim.value is not None:
        return report.claim.value
    return report.stdout


def classify(report: RunReport, check: CheckResult | None, *, expects_claim: bool) -> Classified:
    """Decide one test case.

    Args:
        check: the checker's answer; None if and only if the run did not end well.
        expects_claim: whether an answer is a claimed value; a program that ends without one has
            failed, whatever its exit status.
    """
    for hit, verdict in _LIMIT_VERDICTS:
        if hit in report.hits:
            return Classified(verdict)
    claim = report.claim
    if claim is not None and claim.error is not None:
        if claim.error == "MemoryError":
            return Classified(Verdict.MLE, Hint.MEMORY)
        return Classified(Verdict.RTE, _ERROR_HINTS.get(claim.error, Hint.OTHER_EXCEPTION))
    if expects_claim and (claim is None or claim.value is None):
        return Classified(Verdict.RTE, Hint.ENDED_EARLY)
    if not ended_well(report):
        return Classified(Verdict.RTE)
    if check is None:
        raise ValueError("a run that ended well has to be checked before it is classified")
    return _by_checker(check)


def _by_checker(check: CheckResult) -> Classified:
    if check.outcome is Outcome.ACCEPTED:
        return Classified(Verdict.AC)
    if check.outcome is Outcome.MALFORMED:
        return Classified(Verdict.RTE, check.hint or Hint.UNSUPPORTED_RETURN)
    return Classified(Verdict.WA, check.hint)
