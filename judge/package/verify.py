"""Does a package keep its own promises? Data, limits and example submissions, all in boxes."""

from pathlib import Path

from judge.model.problem import cases_of
from judge.package.build import build_problem
from judge.package.package import Package
from judge.package.verify_data import data_findings
from judge.package.verify_examples import ExampleVerifier
from judge.package.verify_report import Finding, SilentListener, VerifyListener, VerifyReport
from judge.sandbox.port import Sandbox


def verify_package(
    package: Package, sandbox: Sandbox, cache_dir: Path, listener: VerifyListener | None = None
) -> VerifyReport:
    """Build a package and hold it to what it says of itself.

    Raises:
        PackageError: it cannot be built, or a validator of it does not compile.
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
    return VerifyReport(
        problem=package.name,
        digest=package.digest,
        cases=len(cases_of(problem.data)),
        time_limit_ms=problem.limits.cpu_time_ms,
        findings=(*findings, *verifier.findings),
        examples=tuple(rows),
    )
