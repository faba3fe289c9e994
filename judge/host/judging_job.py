"""A submission out of the store -> its judging, recorded and told."""

import time
from datetime import UTC, datetime

from judge.errors import JudgeFault, NotFound
from judge.host.attendant import ClaimLost
from judge.host.failures import public_message
from judge.host.kit import Kit
from judge.host.telling import EventListener, done_data
from judge.judging.judge import Judged, judged
from judge.metrics import Phase, note_phase, note_verdict
from judge.model.stored import Claim, ProblemVersion, StoredFile
from judge.model.submission import Judging, SourceFile, Submission
from judge.store.port import Transaction


def do_judging(kit: Kit, claim: Claim) -> str:
    """Judge a submission; return the verdict.

    Raises:
        ClaimLost, Interrupted: nothing was recorded.
        JudgeFault: our fault, and it may be tried again.
        CallerMistake: it can never be judged.
    """
    phases = _Phases()
    version, submission = kit.patiently(lambda: _task(kit, claim))
    problem = kit.packages.load(version).problem
    phases.over("claim")
    listener = EventListener(kit.attendant, on_compiled=lambda: phases.over("compile"))
    with judged(problem, submission, kit.sandbox, listener=listener) as found:
        if found.fault is not None and _not_the_end(kit, claim, found.fault):
            raise found.fault
        phases.over("run")
        judging = _shown(found)
        _record(kit, claim, judging, found.fault)
        kit.attendant.tell("done", done_data(judging))
        phases.over("record")
    note_verdict(judging.verdict, None if found.fault is None else type(found.fault).__name__)
    return judging.verdict.value


def _not_the_end(kit: Kit, claim: Claim, fault: JudgeFault) -> bool:
    """Whether the judging may go better another time; what ends with its engine always may."""
    return kit.worth_another_try(claim, fault) or not kit.engine_answers()


class _Phases:
    """Measures one phase after another."""

    def __init__(self) -> None:
        self._begun = time.monotonic()

    def over(self, phase: Phase) -> None:
        """This phase is over, and the next one begins."""
        now = time.monotonic()
        note_phase(phase, now - self._begun)
        self._begun = now


def read_files(tx: Transaction, files: tuple[StoredFile, ...]) -> tuple[SourceFile, ...]:
    """The contents of stored files.

    Raises:
        NotFound: retention has deleted one.
    """
    found = []
    for file in files:
        content = tx.blobs.get(file.digest)
        if content is None:
            raise NotFound(
                f"{file.name}: the content is not kept any more, so it cannot be judged again"
            )
        found.append(SourceFile(name=file.name, content=content))
    return tuple(found)


def _task(kit: Kit, claim: Claim) -> tuple[ProblemVersion, Submission]:
    with kit.store.read() as tx:
        judging = tx.submissions.judging(claim.job_id)
        if judging is None:
            raise NotFound(f"there is no judging {claim.job_id}")
        waited_s = (datetime.now(UTC) - judging.created_at).total_seconds()
        note_phase("queue", max(0.0, waited_s))
        stored = tx.submissions.get(judging.submission_id)
        version = kit.packages.version(tx, judging.version_id)
        if stored is None:
            raise NotFound(f"there is no submission {judging.submission_id}")
        submission = Submission(
            problem=stored.problem,
            language=stored.language,
            files=read_files(tx, stored.files),
            entry=stored.entry,
        )
    return version, submission


def _shown(found: Judged) -> Judging:
    """The judging as its solver may see it: what a fault of ours says may quote secret data."""
    if found.fault is None:
        return found.judging
    return found.judging.model_copy(update={"message": public_message(found.fault)})


def _record(kit: Kit, claim: Claim, judging: Judging, fault: JudgeFault | None) -> None:
    result = judging.document()

    def finish() -> bool:
        with kit.store.write() as tx:
            return tx.jobs.finish_judging(
                claim,
                datetime.now(UTC),
                verdict=judging.verdict,
                score=judging.score,
                result=result,
                cause=None if fault is None else type(fault).__name__,
                host=kit.host,
            )

    if not kit.patiently(finish, though_stopping=True):
        raise ClaimLost
