"""Did an example submission keep what its folder or submissions.yaml promises of it? Pure."""

from judge.model.problem import Problem
from judge.model.submission import CaseResult, Judging
from judge.model.verdict import Verdict
from judge.package.package import Rule
from judge.package.patterns import matches

_RUN_TIME_ERRORS = frozenset({Verdict.MLE, Verdict.OLE, Verdict.CE})


def broken_promise(rule: Rule, judging: Judging, problem: Problem) -> str | None:
    """The first way in which a judging breaks a rule, or None."""
    cases = [case for case in judging.cases if concerns(rule, case.name) and case.verdict]
    compile_error = judging.verdict is Verdict.CE
    if compile_error and not allows(rule.permitted, Verdict.CE):
        message = judging.compile.message if judging.compile else None
        return f"CE; permitted: {words(rule.permitted)}\n{message or ''}".strip()
    for case in cases:
        if case.verdict is not None and not allows(rule.permitted, case.verdict):
            return f"{case.verdict} on {case.name}; permitted: {words(rule.permitted)}"
    seen = [Verdict.CE] if compile_error else [case.verdict for case in cases if case.verdict]
    if rule.required and not any(allows(rule.required, verdict) for verdict in seen):
        where = f" in {rule.cases}" if rule.cases else ""
        return f"no test{where} got {words(rule.required)}, which is required"
    return _broken_score(rule, judging, problem)


def allows(verdicts: frozenset[Verdict], verdict: Verdict) -> bool:
    """Whether a verdict is one of those named.

    The format has no verdicts for memory, output and compilation: where a rule names none of them,
    they count as run-time errors.
    """
    if verdict in verdicts:
        return True
    return verdict in _RUN_TIME_ERRORS and Verdict.RTE in verdicts


def concerns(rule: Rule, case_name: str) -> bool:
    """Whether a rule speaks of a test case."""
    return rule.cases is None or matches(rule.cases, case_name)


def slowest(rule: Rule, judging: Judging) -> CaseResult | None:
    """The slowest of the tests that a rule speaks of, if any was run."""
    timed = [
        case for case in judging.cases
        if concerns(rule, case.name) and case.cpu_time_ms is not None
    ]  # fmt: skip
    return max(timed, key=lambda case: case.cpu_time_ms or 0.0, default=None)


def words(verdicts: frozenset[Verdict]) -> str:
    """Verdicts as people read them, from the mildest to the worst."""
    ordered = sorted(verdicts, key=lambda verdict: verdict.severity)
    return ", ".join(verdict.value for verdict in ordered)


def describe(rules: tuple[Rule, ...]) -> str:
    """What is promised, in a few words for a table."""
    parts = []
    for rule in rules:
        wanted = rule.required or rule.permitted
        text = "part of the points" if rule.below_full_score else words(wanted)
        parts.append(f"{rule.cases}: {text}" if rule.cases else text)
    return "; ".join(dict.fromkeys(parts)) or "anything"


def too_slow_cases(rule: Rule, judging: Judging) -> set[str]:
    """The tests that a rule speaks of and that took too long."""
    return {
        case.name
        for case in judging.cases
        if concerns(rule, case.name) and case.verdict is Verdict.TLE
    }


def _broken_score(rule: Rule, judging: Judging, problem: Problem) -> str | None:
    most = problem.scoring.correctness
    if rule.below_full_score:
        if judging.verdict is not Verdict.AC:
            return f"{judging.verdict}; expected AC with a part of the points"
        if judging.points.correctness >= most:
            return f"all {most:g} points; expected a part of them"
    if rule.score is None:
        return None
    low, high = rule.score
    score = judging.points.correctness
    if rule.cases is not None:
        group = next((group for group in judging.groups if group.name == rule.cases), None)
        if group is None:
            return f"a score is promised for {rule.cases}, which is no test group"
        score = group.score
    if not low <= score <= high:
        wanted = f"{low:g}" if low == high else f"{low:g} to {high:g}"
        return f"{score:g} points{f' in {rule.cases}' if rule.cases else ''}; promised: {wanted}"
    return None
