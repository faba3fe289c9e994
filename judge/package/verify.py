"""Does a package keep its own promises? Data, limits, example submissions, mutants, all in boxes."""

from pathlib import Path

from judge.model.problem import Problem, cases_of
from judge.package.build import build_problem
from judge.package.mutants.measure import MutantMeasure
from judge.package.mutants.report import MutantReport
from judge.package.package import Package
from judge.package.verify_data import data_findings
from judge.package.verify_examples import ExampleVerifier
from judge.package.verify_memory import memory_findings
from judge.package.verify_report import Finding, SilentListener, VerifyListener, VerifyReport
from judge.sandbox.port import Sandbox


def verify_package(
    package: Package,
    sandbox: Sandbox,
    cache_dir: Path,
    listener: VerifyListener | None = None,
    *,
    mutants: bool = False,
) -> VerifyReport:
    """Build a package and hold it to what it says of itself.

    Args:
        mutants: measure as well how many mutants of the model solution the tests kill.

    Raises:
        PackageError: it cannot be built, or a validator of it does not compile; with `mutants`: it has
            no model solution, or one that its own tests reject.
        JudgeFault: a box or a checker failed, so nothing is known.
    """
    hears = listener or SilentListener()
    problem = build_problem(package, sandbox, cache_dir, hears.step)
    hears.started(len(package.examples))
    findings: list[Finding] = []
    for finding in data_findings(package, problem, sandbox, hears):
        findings.append(finding)
        hears.found(finding)
    verifier = ExampleVerifier(package, problem, sandbox)
    rows = []
    for example in package.examples:
        hears.step(f"judging {example.name}")
        told = len(verifier.findings)
        rows.append(verifier.verify(example))
        for finding in verifier.findings[told:]:
            hears.found(finding)
        hears.example_done(rows[-1])
    for finding in memory_findings(problem, sandbox, hears):
        findings.append(finding)
        hears.found(finding)
    strength = _strength(package, problem, sandbox, hears, findings) if mutants else None
    return VerifyReport(
        problem=package.name,
        digest=package.digest,
        cases=len(cases_of(problem.data)),
        time_limit_ms=problem.limits.cpu_time_ms,
        findings=(*findings, *verifier.findings),
        examples=tuple(rows),
        mutants=strength,
    )


def _strength(
    package: Package,
    problem: Problem,
    sandbox: Sandbox,
    listener: VerifyListener,
    findings: list[Finding],
) -> MutantReport:
    """Judge the mutants, and add what is wrong to the findings."""
    measure = MutantMeasure(package, problem, sandbox)
    listener.step("making mutants")
    listener.mutants_started(len(measure.mutants()))
    rows = []
    for row in measure.run():
        rows.append(row)
        listener.mutant_done(f"{row.file}:{row.line}")
    report = measure.report(rows)
    for finding in measure.findings(report):
        findings.append(finding)
        listener.found(finding)
    return report
