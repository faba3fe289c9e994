"""A version of a problem out of the store -> verified or built, and what is shown of it completed."""

from collections.abc import Callable
from datetime import UTC, datetime

from judge.errors import NotFound
from judge.host.attendant import Attendant, ClaimLost
from judge.host.kit import Kit
from judge.host.packages import built_manifest, without_folders
from judge.model.problem import Problem
from judge.model.stored import Claim, ProblemVersion, VersionState
from judge.package.verify import verify_package
from judge.package.verify_report import ExampleRow, Finding, VerifyReport
from judge.service.webhooks import tell_verified
from judge.store.port import Transaction


def do_verification(kit: Kit, claim: Claim) -> str:
    """Hold an uploaded package to its promises; publish, keep or reject the version.

    Raises:
        ClaimLost, Interrupted: nothing was recorded.
        PackageError: it cannot be built, or a validator of it does not compile.
        JudgeFault: our fault, and it may be tried again.
    """
    version = kit.patiently(lambda: _version(kit, claim))
    loaded = kit.packages.load(version)
    listener = _Listener(kit.attendant)
    found = verify_package(loaded.package, kit.sandbox, kit.packages.cache_dir, listener)
    report = _for_author(found)

    def record(tx: Transaction) -> VersionState:
        tx.problems.set_verification(version.id, report.document())
        state = _settle(tx, version, report)
        tell_verified(tx, version.id, datetime.now(UTC))
        return state

    state = _finish(kit, claim, version, loaded.problem, record)
    kit.attendant.tell("done", {"ok": report.ok, "state": state.value})
    return state.value


def do_build(kit: Kit, claim: Claim) -> str:
    """Build a version that is published as it is, so that its samples and limits can be shown.

    Raises:
        ClaimLost, PackageError, JudgeFault: as `do_verification`.
    """
    version = kit.patiently(lambda: _version(kit, claim))
    loaded = kit.packages.load(version)
    _finish(kit, claim, version, loaded.problem, lambda _: version.state)
    kit.attendant.tell("done", {"ok": True, "state": version.state.value})
    return "built"


class _Listener:
    """Ends a verification that nobody wants any more; what it finds is told in the end."""

    def __init__(self, attendant: Attendant) -> None:
        self._attendant = attendant

    def started(self, example_count: int) -> None:
        self._attendant.check()

    def step(self, what: str) -> None:
        self._attendant.check()

    def example_done(self, row: ExampleRow) -> None:
        self._attendant.check()

    def mutants_started(self, count: int) -> None:
        self._attendant.check()

    def mutant_done(self, name: str) -> None:
        self._attendant.check()

    def found(self, finding: Finding) -> None:
        self._attendant.check()


def _for_author(report: VerifyReport) -> VerifyReport:
    findings = tuple(
        finding.model_copy(update={"message": without_folders(finding.message)})
        for finding in report.findings
    )
    return report.model_copy(update={"findings": findings})


def _version(kit: Kit, claim: Claim) -> ProblemVersion:
    with kit.store.read() as tx:
        version = tx.problems.version(claim.job_id)
    if version is None:
        raise NotFound(f"there is no version {claim.job_id}")
    return version


def _finish(
    kit: Kit,
    claim: Claim,
    version: ProblemVersion,
    problem: Problem,
    record: Callable[[Transaction], VersionState],
) -> VersionState:
    """End the job and record what it found, in one transaction; the state that the version is in."""
    manifest = built_manifest(version, problem)

    def finish() -> VersionState:
        with kit.store.write() as tx:
            if not tx.jobs.finish(claim):
                raise ClaimLost
            tx.problems.set_manifest(version.id, manifest)
            return record(tx)

    return kit.patiently(finish, though_stopping=True)


def _settle(tx: Transaction, version: ProblemVersion, report: VerifyReport) -> VersionState:
    """Move a verified version to where it belongs. Its author may have moved it meanwhile."""
    if not report.ok:
        for state in (VersionState.VERIFYING, VersionState.CHECKING):
            tx.problems.set_state(version.id, state, VersionState.REJECTED)
        return VersionState.REJECTED
    if tx.problems.publish(version.id, VersionState.VERIFYING):
        return VersionState.PUBLISHED
    tx.problems.set_state(version.id, VersionState.CHECKING, VersionState.VERIFIED)
    return VersionState.VERIFIED
