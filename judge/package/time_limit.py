"""A time limit for packages that leave it to their example submissions."""

import math

from judge.errors import JudgeFault, PackageError
from judge.judging.judge import judge
from judge.model.limits import default_wall_time_ms
from judge.model.problem import Problem
from judge.model.verdict import Verdict
from judge.package.fields import shown
from judge.package.generate import Log
from judge.package.package import Example, Package
from judge.package.submissions import submission_of_example
from judge.sandbox.port import Sandbox

GENEROUS_CPU_TIME_MS = 60_000


def measure_time_limit(package: Package, problem: Problem, sandbox: Sandbox, log: Log) -> int:
    """The smallest multiple of the package's resolution that leaves room for accepted examples.

    It is that many times (`time_multiplier`, or `ac_to_time_limit`) the slowest test of the slowest
    accepted Python example, measured here, in milliseconds.

    Raises:
        PackageError: there is no such example, or one is not accepted even with much time.
        JudgeFault: an example could not be judged.
    """
    timed = [example for example in package.examples if bounds_time_limit(example)]
    if not timed:
        raise PackageError(
            f"{shown(package.root / 'problem.yaml')}: limits.time_limit is missing and cannot be "
            "measured, because no example in Python is accepted; expected either"
        )
    limits = problem.limits.model_copy(
        update={
            "cpu_time_ms": GENEROUS_CPU_TIME_MS,
            "wall_time_ms": default_wall_time_ms(GENEROUS_CPU_TIME_MS),
        }
    )
    generous = problem.model_copy(update={"limits": limits})
    slowest = max(_slowest_ms(example, generous, sandbox, log) for example in timed)
    resolution = package.limits.time_resolution_ms
    wanted = slowest * package.limits.ac_to_time_limit
    return max(1, math.ceil(wanted / resolution)) * resolution


def bounds_time_limit(example: Example) -> bool:
    """Whether an example is one of those whose time the limit has to leave room for."""
    return (
        example.accepted
        and example.language is not None
        and bool(example.entry)
        and any(rule.cases is None and rule.use_for_time_limit == "lower" for rule in example.rules)
    )


def _slowest_ms(example: Example, problem: Problem, sandbox: Sandbox, log: Log) -> float:
    log(f"measuring {example.name}")
    judging = judge(problem, submission_of_example(example, problem), sandbox)
    if judging.verdict is Verdict.JE:
        raise JudgeFault(f"{example.name} could not be judged: {judging.message}")
    if judging.verdict is not Verdict.AC:
        failed = next((case.name for case in judging.cases if case.verdict is judging.verdict), "")
        raise PackageError(
            f"{shown(example.path)}: {judging.verdict} {failed}; expected AC, because the time limit "
            "is measured with it"
        )
    return max((case.cpu_time_ms or 0.0 for case in judging.cases), default=0.0)
