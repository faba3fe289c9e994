"""Do runtime points depend on what else the host does?

    .venv/bin/python -m bench.fairness [--problems NAME …] [--repetitions N] [--jobs N]

One accepted solution of each problem that scores runtime, another one than the model solution, is judged
again and again: on the host as it is, which should be quiet, and with processes that keep one processor
busy. Quiet and busy repetitions alternate, for a host may be another one ten minutes later. Nothing pins the
judge or its boxes. A judging is `judge()` itself on the problem without the
tests that are not timed and without `runtime.scaling`: the solution is compiled, judged on the timed tests,
and raced with the reference, in a box out of a pool as in a worker.

Prints JSON: for each problem what points and ratios did, and whether that is fair:

- points: the busy repetitions' runtime points differ by at most 5 % of full marks. They do not at all where
  every ratio is at an end of the scale, so it is also said by how much they would differ on its slope
  (`slope_spread`);
- coverage: at least 90 % of the busy repetitions' intervals hold the median ratio of the quiet ones.
"""

import argparse
import json
import math
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from bench.common import Load, Steal, busy, end_on_sigterm, positive
from judge.judging.judge import judge
from judge.model.problem import Problem, RuntimeSpec, TestGroup, cases_of
from judge.model.submission import Submission
from judge.model.verdict import Verdict
from judge.package.build import build_problem
from judge.package.find import list_packages
from judge.package.load import load_package
from judge.package.package import Example, Package
from judge.package.submissions import submission_of_example
from judge.sandbox.docker_sandbox import DockerSandbox
from judge.sandbox.port import Sandbox

PROBLEMS = Path(__file__).parents[1] / "problems"
MOST_SPREAD = 0.05
"""By which share of full marks the points of one solution may differ."""
LEAST_COVERAGE = 0.9


@dataclass(frozen=True)
class Repetition:
    """One judging. Without a ratio the runtime was not measured, which counts as unfair.

    Attributes:
        took_s: wall time of the whole judging.
        steal: share of the processors' time that other guests of the machine had meanwhile.
    """

    verdict: str
    took_s: float
    steal: float
    points: float | None = None
    ratio: float | None = None
    low: float | None = None
    high: float | None = None
    rounds: int | None = None
    repeated: int | None = None
    throttled: int | None = None
    noise: float | None = None
    submission_ms: float | None = None
    reference_ms: float | None = None


def fairness_of(
    quiet: Sequence[Repetition], loaded: Sequence[Repetition], most: float, spec: RuntimeSpec
) -> dict[str, Any]:
    """What the repetitions say.

    Args:
        most: full marks for runtime.
        spec: where the scale of points begins and ends.
    """
    told = [each for each in loaded if each.points is not None]
    points = [each.points for each in told if each.points is not None]
    quiet_points = [each.points for each in quiet if each.points is not None]
    quiet_ratios = [each.ratio for each in quiet if each.ratio is not None]
    ratios = [each.ratio for each in told if each.ratio is not None]
    middle = statistics.median(quiet_ratios) if quiet_ratios else None
    covered = [each for each in told if middle is not None and _holds(each, middle)]
    spread = _width(points) / most if points else None
    coverage = len(covered) / len(loaded)
    return {
        "full_marks": most,
        "points_least": min(points, default=None),
        "points_most": max(points, default=None),
        "points_spread": spread,
        "slope_spread": _slope_spread(ratios, spec) if ratios else None,
        "quiet_points_spread": _width(quiet_points) / most if quiet_points else None,
        "quiet_ratio": middle,
        "quiet_ratio_least": min(quiet_ratios, default=None),
        "quiet_ratio_most": max(quiet_ratios, default=None),
        "busy_ratio": statistics.median(ratios) if ratios else None,
        "busy_ratio_least": min(ratios, default=None),
        "busy_ratio_most": max(ratios, default=None),
        "coverage": coverage,
        "not_measured": len(loaded) - len(told),
        "steal": statistics.median(each.steal for each in (*quiet, *loaded)),
        "quiet_judging_s": statistics.median(each.took_s for each in quiet),
        "busy_judging_s": statistics.median(each.took_s for each in loaded),
        "fair_points": spread is not None and spread <= MOST_SPREAD and len(told) == len(loaded),
        "fair_interval": coverage >= LEAST_COVERAGE,
    }


def _width(values: Sequence[float]) -> float:
    return max(values) - min(values)


def _slope_spread(ratios: Sequence[float], spec: RuntimeSpec) -> float:
    """By which share of full marks points would differ, did the scale go on as it does between its ends."""
    return math.log(max(ratios) / min(ratios)) / math.log(spec.zero_at / spec.full_at)


def _holds(repetition: Repetition, ratio: float) -> bool:
    low, high = repetition.low, repetition.high
    return low is not None and high is not None and low <= ratio <= high


def scoring_runtime() -> list[Package]:
    """The packages of the bank that score runtime."""
    packages = [load_package(folder) for folder in list_packages(PROBLEMS)]
    return [each for each in packages if each.runtime is not None and each.scoring.runtime]


def chosen_solution(package: Package) -> Example:
    """An accepted example: the first that is not the model solution, or that where it is the only one."""
    accepted = [each for each in package.examples if each.accepted and each.language]
    return min(accepted, key=lambda each: each.model_solution)


def only_timed(problem: Problem) -> Problem:
    """The problem with nothing in it but what its runtime is measured on."""
    assert problem.runtime is not None
    names = problem.runtime.cases
    cases = tuple(case for case in cases_of(problem.data) if case.name in names)
    runtime = problem.runtime.model_copy(update={"scaling": None})
    data = TestGroup(name="secret", cases=cases)
    return problem.model_copy(update={"data": data, "runtime": runtime})


def _repetition(problem: Problem, submission: Submission, sandbox: Sandbox) -> Repetition:
    started, steal = time.perf_counter(), Steal()
    judging = judge(problem, submission, sandbox)
    took_s, found = time.perf_counter() - started, judging.runtime
    if found is None or judging.verdict is not Verdict.AC:
        return Repetition(judging.verdict.value, took_s, steal.share())
    return Repetition(
        verdict=judging.verdict.value,
        took_s=took_s,
        steal=steal.share(),
        points=judging.points.runtime,
        ratio=found.ratio,
        low=found.interval[0],
        high=found.interval[1],
        rounds=found.rounds,
        repeated=found.repeated,
        throttled=found.throttled,
        noise=found.noise,
        submission_ms=found.submission_ms,
        reference_ms=found.reference_ms,
    )


@dataclass(frozen=True)
class Plan:
    """How often each problem is judged, and beside what.

    Attributes:
        most_s: of one problem; once they are over, no further repetition begins.
    """

    quiet: int
    repetitions: int
    jobs: int
    cpu: int
    load: Load
    most_s: int | None


def measure(packages: Sequence[Package], plan: Plan) -> dict[str, Any]:
    """Every problem, one after another."""
    problems: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as cache:
        sandbox = DockerSandbox()
        try:
            for package in packages:
                problems[package.name] = _problem(package, plan, sandbox, Path(cache))
                print(package.name, _in_short(problems[package.name]), file=sys.stderr)
        finally:
            sandbox.close()
    return {
        "plan": asdict(plan),
        "fair": [name for name, each in problems.items() if _is_fair(each)],
        "unfair": [name for name, each in problems.items() if not _is_fair(each)],
        "problems": problems,
    }


def _problem(package: Package, plan: Plan, sandbox: Sandbox, cache: Path) -> dict[str, Any]:
    solution = chosen_solution(package)
    problem = only_timed(build_problem(package, sandbox, cache))
    assert problem.runtime is not None
    submission = submission_of_example(solution, problem)
    repetition = partial(_repetition, problem, submission, sandbox)
    repetition()  # what starts the box is nobody's
    quiet: list[Repetition] = []
    loaded: list[Repetition] = []
    began = time.monotonic()
    for is_busy in alternating(plan.quiet, plan.repetitions):
        enough = bool(quiet and loaded)
        if plan.most_s is not None and enough and time.monotonic() - began > plan.most_s:
            break
        if is_busy:
            with busy([plan.cpu] * plan.jobs, plan.load):
                loaded.append(repetition())
        else:
            quiet.append(repetition())
    return {
        "solution": solution.name,
        "cases": [case.name for case in cases_of(problem.data)],
        **fairness_of(quiet, loaded, problem.scoring.runtime, problem.runtime),
        "quiet": [asdict(each) for each in quiet],
        "busy": [asdict(each) for each in loaded],
    }


def alternating(quiet: int, loaded: int) -> list[bool]:
    """For each repetition whether it is a busy one; both kinds evenly spread."""
    places = [((number + 0.5) / quiet, False) for number in range(quiet)]
    places += [((number + 0.5) / loaded, True) for number in range(loaded)]
    return [is_busy for _, is_busy in sorted(places)]


def _is_fair(found: dict[str, Any]) -> bool:
    return bool(found["fair_points"] and found["fair_interval"])


def _in_short(found: dict[str, Any]) -> str:
    if found["busy_ratio"] is None:
        return "was never measured"
    return (
        f"points {found['points_least']}–{found['points_most']} of {found['full_marks']:g} "
        f"({found['slope_spread']:.1%} of them on the slope), "
        f"ratio {found['quiet_ratio']} quiet, {found['busy_ratio']} busy, "
        f"{found['coverage']:.0%} covered, {found['busy_judging_s']:.1f} s a judging"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--problems", nargs="+", metavar="NAME", help="default: all that score it")
    parser.add_argument(
        "--repetitions", type=positive, default=20, help="while a processor is busy"
    )
    parser.add_argument(
        "--quiet", type=positive, default=10, help="repetitions between them, with nothing busy"
    )
    parser.add_argument("--jobs", type=positive, default=1, help="busy processes, on one processor")
    parser.add_argument("--cpu", type=int, default=(os.cpu_count() or 1) - 1, help="which one")
    parser.add_argument("--load", choices=("spin", "memory"), default="spin")
    parser.add_argument(
        "--most-s", type=positive, metavar="S", help="for the repetitions of one problem"
    )
    options = parser.parse_args()
    end_on_sigterm()
    packages = scoring_runtime()
    if options.problems:
        unknown = set(options.problems) - {each.name for each in packages}
        if unknown:
            parser.error(f"these score no runtime: {', '.join(sorted(unknown))}")
        packages = [each for each in packages if each.name in options.problems]
    plan = Plan(
        options.quiet,
        options.repetitions,
        options.jobs,
        options.cpu,
        options.load,
        options.most_s,
    )
    print(json.dumps(measure(packages, plan), indent=2))


if __name__ == "__main__":
    main()
