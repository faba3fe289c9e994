"""How a job is recorded that comes to nothing: our fault, or a package that cannot be used."""

from datetime import datetime
from typing import Any

from judge.errors import NotFound, PackageError
from judge.host.telling import done_data
from judge.judging.trial import failed_trial
from judge.model.stored import Claim, JobKind, StoredJudging, StoredSubmission, VersionState
from judge.model.submission import JUDGING_SCHEMA, Judging, Points
from judge.model.verdict import Verdict
from judge.service.webhooks import tell_verified
from judge.store.port import Transaction


def record_failure(
    tx: Transaction, claim: Claim, message: str, cause: str, host: str, now: datetime
) -> dict[str, Any] | None:
    """End a job without a result of its own; what watchers are told, or None if the claim is lost.

    Args:
        message: what happened, for people who may see no secret.
        cause: class name of the error, for operators.
    """
    if claim.kind is JobKind.JUDGING:
        return _fail_judging(tx, claim, message, cause, host, now)
    if not tx.jobs.finish(claim):
        return None
    if claim.kind is JobKind.RUN:
        tx.jobs.set_run_result(claim.job_id, _failed_run(tx, claim.job_id, message))
    else:
        tx.problems.set_verification(claim.job_id, {"message": message})
        for state in (VersionState.VERIFYING, VersionState.CHECKING):
            tx.problems.set_state(claim.job_id, state, VersionState.REJECTED)
        if claim.kind is JobKind.VERIFICATION:
            tell_verified(tx, claim.job_id, now)
    return {"verdict": Verdict.JE.value}


def public_message(error: Exception) -> str:
    """What a solver is told of an error. Its own words may quote secret data, and stay in the log."""
    if isinstance(error, PackageError):
        return "the problem's package cannot be used; nothing is held against the submission"
    if isinstance(error, NotFound):
        return str(error)
    return f"the judge failed ({type(error).__name__}); nothing is held against the submission"


def _failed_run(tx: Transaction, run_id: str, message: str) -> dict[str, Any]:
    run = tx.runs.get(run_id)
    version = tx.problems.version(run.version_id) if run is not None else None
    problem, language = version.problem if version else "", run.language if run else ""
    return failed_trial(problem, language, message)


def _fail_judging(
    tx: Transaction, claim: Claim, message: str, cause: str, host: str, now: datetime
) -> dict[str, Any] | None:
    judging = tx.submissions.judging(claim.job_id)
    submission = tx.submissions.get(judging.submission_id) if judging is not None else None
    if judging is None or submission is None:
        return {} if tx.jobs.finish(claim) else None
    failed = _failed_judging(tx, judging, submission, message)
    recorded = tx.jobs.finish_judging(
        claim,
        now,
        verdict=Verdict.JE,
        score=0.0,
        result=failed.document(),
        cause=cause,
        host=host,
    )
    return done_data(failed) if recorded else None


def _failed_judging(
    tx: Transaction, judging: StoredJudging, submission: StoredSubmission, message: str
) -> Judging:
    version = tx.problems.version(judging.version_id)
    return Judging(
        schema=JUDGING_SCHEMA,
        problem=submission.problem,
        language=submission.language,
        verdict=Verdict.JE,
        score=0.0,
        max_score=version.manifest.max_score if version is not None else 0.0,
        points=Points(correctness=0.0),
        message=message,
    )
