"""How fast solutions are among each other: figures only, and nobody's name.

Everybody counts once, with their best accepted solution, by the judgings that count.
"""

from dataclasses import dataclass

from judge.model.stored import StoredJudging, StoredSubmission
from judge.model.submission import runtime_ratio_in
from judge.scoring.percentile import EDGES, Bin, bins, percentile
from judge.service.context import Service
from judge.service.problems import get_problem


@dataclass(frozen=True)
class Runtimes:
    """Ratios to the reference of all who solved a problem.

    Attributes:
        solvers: how many they are.
    """

    problem: str
    solvers: int
    bins: tuple[Bin, ...]


@dataclass(frozen=True)
class Position:
    """Where a submission stands.

    Attributes:
        faster_than_percent: of the other solvers' best; one that is as fast counts half.
        others: how many other solvers that rests on.
    """

    faster_than_percent: float
    others: int


def get_runtimes(service: Service, problem: str) -> Runtimes:
    """The histogram of a problem.

    Raises:
        NotFound: no problem of this name is published.
    """
    name = get_problem(service, problem).problem
    with service.store.read() as tx:
        counts = tx.runtimes.histogram(name, EDGES)
    return Runtimes(problem=name, solvers=sum(counts), bins=bins(counts))


def get_position(
    service: Service, submission: StoredSubmission, judging: StoredJudging
) -> Position | None:
    """Where a submission stands by its judging; None without a ratio, or with too few others.

    Args:
        submission, judging: such as the user who asks may see.
    """
    ratio = None if judging.result is None else runtime_ratio_in(judging.result)
    if ratio is None:
        return None
    with service.store.read() as tx:
        found = tx.runtimes.standing(submission.problem, submission.user_id, ratio)
    percent = percentile(found.others, found.slower, found.equal)
    if percent is None:
        return None
    return Position(faster_than_percent=round(percent, 1), others=found.others)
