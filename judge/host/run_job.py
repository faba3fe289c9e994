"""A run out of the store -> samples and custom inputs tried, recorded and told."""

from typing import Any

from judge.errors import NotFound
from judge.host.attendant import ClaimLost
from judge.host.judging_job import read_files
from judge.host.kit import Kit
from judge.host.telling import EventListener
from judge.judging.trial import try_out
from judge.model.stored import Claim, ProblemVersion, Run
from judge.model.submission import Submission
from judge.package.custom_inputs import prepare_inputs


def do_run(kit: Kit, claim: Claim) -> str:
    """Try a program; return the verdict.

    Raises:
        ClaimLost, Interrupted: nothing was recorded.
        JudgeFault: our fault, and it may be tried again.
        CallerMistake: it can never be tried.
    """
    run, version, submission = kit.patiently(lambda: _task(kit, claim))
    loaded = kit.packages.load(version)
    inputs = prepare_inputs(loaded.package, loaded.problem, run.inputs, kit.sandbox)
    listener = EventListener(kit.attendant)
    result = try_out(loaded.problem, submission, inputs, kit.sandbox, listener)
    kit.patiently(lambda: _record(kit, claim, result), though_stopping=True)
    kit.attendant.tell("done", {"verdict": result["verdict"]})
    return str(result["verdict"])


def _task(kit: Kit, claim: Claim) -> tuple[Run, ProblemVersion, Submission]:
    with kit.store.read() as tx:
        run = tx.runs.get(claim.job_id)
        if run is None:
            raise NotFound(f"there is no run {claim.job_id}")
        version = kit.packages.version(tx, run.version_id)
        submission = Submission(
            problem=version.problem,
            language=run.language,
            files=read_files(tx, run.files),
            entry=run.entry,
        )
    return run, version, submission


def _record(kit: Kit, claim: Claim, result: dict[str, Any]) -> None:
    with kit.store.write() as tx:
        if not tx.jobs.finish(claim):
            raise ClaimLost
        tx.jobs.set_run_result(claim.job_id, result)
