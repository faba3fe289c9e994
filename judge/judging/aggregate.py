"""Case -> group -> judging: how verdicts and scores join. Pure; the rules are the ICPC format's."""

from collections.abc import Callable
from dataclasses import dataclass

from judge.model.checker import CheckResult
from judge.model.problem import Problem, TestGroup
from judge.model.submission import Points, Runtime
from judge.model.verdict import Verdict, worst
from judge.scoring.points import ratio_points


@dataclass(frozen=True)
class Standing:
    """Verdict and score of a case or a group; the verdict is None for what was not judged."""

    verdict: Verdict | None
    score: float


def case_score(group: TestGroup, verdict: Verdict, check: CheckResult | None) -> float:
    """Points of one case of `group`: the checker's, or the group's for accepted and rejected."""
    if verdict is not Verdict.AC or check is None:
        return group.reject_score
    if check.score is not None:
        return check.score
    multiplier = 1.0 if check.score_multiplier is None else check.score_multiplier
    return group.accept_score * multiplier


def aggregate(group: TestGroup, members: list[Standing]) -> Standing:
    """Join the standings of a group's members, in the order they were judged."""
    verdicts = [member.verdict for member in members if member.verdict is not None]
    scores = [member.score for member in members]
    if not verdicts and members:
        return Standing(None, 0.0)
    score = _SCORE_MODES[group.score_mode](scores) if scores else 0.0
    if group.max_score is not None:
        score = min(score, group.max_score)
    return Standing(_verdict(group, verdicts), score)


def _verdict(group: TestGroup, verdicts: list[Verdict]) -> Verdict:
    # A failure of ours stays visible whatever the group forgives.
    if Verdict.JE in verdicts:
        return Verdict.JE
    rejected = [verdict for verdict in verdicts if verdict is not Verdict.AC]
    if group.verdict_mode == "always_accept":
        return Verdict.AC
    if group.verdict_mode == "any_accepted" and Verdict.AC in verdicts:
        return Verdict.AC
    if group.verdict_mode == "first_error":
        return rejected[0] if rejected else Verdict.AC
    return worst(rejected)


def max_score(group: TestGroup) -> float:
    """What a group is worth to a submission that is right everywhere."""
    if group.max_score is not None:
        return group.max_score
    scores = [group.accept_score] * len(group.cases)
    scores += [max_score(child) for child in group.groups if not child.ignored]
    return _SCORE_MODES[group.score_mode](scores) if scores else 0.0


def points(problem: Problem, data: TestGroup, standing: Standing) -> Points:
    """Points of a judging of the tests in `data`: by group where the problem scores, else all or none."""
    accepted = standing.verdict is Verdict.AC
    if not problem.scored or (not accepted and not problem.rejected_scores):
        share = 1.0 if accepted else 0.0
    else:
        most = max_score(data)
        share = standing.score / most if most > 0 else float(accepted)
    return Points(correctness=round(problem.scoring.correctness * share, 2))


def with_runtime(problem: Problem, earned: Points, measured: Runtime | None) -> Points:
    """Points of an accepted submission with those for time and memory, if these were measured."""
    spec, scoring = problem.runtime, problem.scoring
    if spec is None or measured is None:
        return earned
    more = {}
    if scoring.runtime:
        share = ratio_points(measured.ratio, scoring.runtime, spec.full_at, spec.zero_at)
        more["runtime"] = round(share, 2)
    if scoring.memory and measured.memory is not None:
        full_at, zero_at = spec.memory.full_at, spec.memory.zero_at
        share = ratio_points(measured.memory.ratio, scoring.memory, full_at, zero_at)
        more["memory"] = round(share, 2)
    return earned.model_copy(update=more)


_SCORE_MODES: dict[str, Callable[[list[float]], float]] = {
    "sum": sum,
    "min": min,
    "max": max,
    "avg": lambda scores: sum(scores) / len(scores),
}
