"""One job after another: claimed, done, recorded, or given back with the reason why not."""

import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from judge.errors import (
    CallerMistake,
    EngineUnavailable,
    JudgeFault,
    PackageError,
    QueueError,
    StoreError,
)
from judge.host.attendant import ClaimLost, Interrupted
from judge.host.failures import public_message, record_failure
from judge.host.judging_job import do_judging
from judge.host.kit import Kit
from judge.host.packages import without_folders
from judge.host.run_job import do_run
from judge.host.version_job import do_build, do_verification
from judge.logs import get_logger
from judge.metrics import note_box_ended, note_boxes, note_job, note_verdict
from judge.model.stored import Claim, JobKind
from judge.model.verdict import Verdict
from judge.sandbox.port import BoxEnd

_ENGINE_PAUSE_S = 1.0
_FAULT_PAUSE_S = 1.0
"""Pause after a fault of ours, before anybody tries again: what is wrong may be passing."""

_log = get_logger(__name__)

_DOERS: dict[JobKind, Callable[[Kit, Claim], str]] = {
    JobKind.JUDGING: do_judging,
    JobKind.VERIFICATION: do_verification,
    JobKind.BUILD: do_build,
    JobKind.RUN: do_run,
}


class Worker:
    """Does jobs with the parts it is given."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit
        self._ended: Counter[BoxEnd] = Counter()

    def do(self, job_id: str) -> None:
        """Do a job, if it is there to be done. Raises nothing: no job may end the worker."""
        try:
            claim = self._claim(job_id)
            if claim is not None:
                self._do(claim)
        except Exception:
            # The job is still claimed by us, and the sweeper queues it again.
            _log.exception("a job was left as it is", job=job_id)
        finally:
            self._note_boxes()

    def _note_boxes(self) -> None:
        counts = self._kit.sandbox.counts()
        note_boxes(warm=counts.warm, in_use=counts.in_use)
        for why, count in counts.ended.items():
            if count > self._ended[why]:
                note_box_ended(why.value, count - self._ended[why])
        self._ended = Counter(counts.ended)

    def _claim(self, job_id: str) -> Claim | None:
        kit = self._kit

        def claim() -> Claim | None:
            with kit.store.write() as tx:
                return tx.jobs.claim(job_id, kit.worker, datetime.now(UTC))

        try:
            return kit.patiently(claim)
        except StoreError as error:
            # It is queued as before; the sweeper finds it.
            _log.error("a job could not be claimed", job=job_id, reason=str(error))
            return None

    def _do(self, claim: Claim) -> None:
        kit, begun = self._kit, time.monotonic()
        log = _log.bind(job=claim.job_id, kind=claim.kind.value, attempt=claim.attempt)
        with kit.attendant.job(claim):
            kit.attendant.tell("claimed", {})
            try:
                outcome = _DOERS[claim.kind](kit, claim)
                duration_ms = round((time.monotonic() - begun) * 1000, 1)
                log.info("job done", outcome=outcome, duration_ms=duration_ms)
                note_job(claim.kind)
            except ClaimLost:
                log.info("job lost: it was cancelled, or taken away")
            except Interrupted:
                self._give_back(claim, "its worker was stopped", counts=False)
            except EngineUnavailable as error:
                log.error("job given back", reason=str(error))
                self._give_back(claim, "the Docker engine was away", counts=False)
                self._await_engine()
            except Exception as error:
                self._fail(claim, error)

    def _fail(self, claim: Claim, error: Exception) -> None:
        """Something else went wrong: try again, or put an end to it."""
        kit = self._kit
        log = _log.bind(job=claim.job_id, kind=claim.kind.value, attempt=claim.attempt)
        if not isinstance(error, CallerMistake):
            log.error("job failed", exc_info=error)
        if not self._kit.engine_answers():
            self._give_back(claim, "the Docker engine was away", counts=False)
            self._await_engine()
        elif kit.worth_another_try(claim, error):
            self._pause(_FAULT_PAUSE_S)
            self._give_back(claim, f"{type(error).__name__}: {error}", counts=True)
        else:
            self._end(claim, error)

    def _end(self, claim: Claim, error: Exception) -> None:
        kit = self._kit
        _log.error("job ended", job=claim.job_id, cause=type(error).__name__, reason=str(error))
        # Who set the problem may see everything of it.
        by_author = claim.kind in (JobKind.VERIFICATION, JobKind.BUILD)
        own_words = by_author and isinstance(error, PackageError)
        message = without_folders(str(error)) if own_words else public_message(error)

        def end() -> dict[str, Any] | None:
            with kit.store.write() as tx:
                now, cause = datetime.now(UTC), type(error).__name__
                return record_failure(tx, claim, message, cause, kit.host, now)

        told = kit.patiently(end, though_stopping=True)
        if told is not None:
            kit.attendant.tell("done", told)
            note_job(claim.kind)
            if claim.kind is JobKind.JUDGING:
                note_verdict(Verdict.JE, type(error).__name__)

    def _give_back(self, claim: Claim, reason: str, *, counts: bool) -> None:
        """Let another worker do it, or this one later."""
        kit = self._kit

        def give_back() -> bool:
            with kit.store.write() as tx:
                return tx.jobs.give_back(claim, reason, counts=counts)

        if not kit.patiently(give_back, though_stopping=True):
            return
        kit.attendant.tell("requeued", {})
        try:
            kit.queue.enqueue(claim.job_id, claim.priority)
        except QueueError as error:  # the sweeper does it later
            _log.warning("a job given back is not queued", job=claim.job_id, reason=str(error))

    def abandon(self) -> None:
        """Give back what is under way, from another thread, right before this process ends.

        Whatever the working thread still records is refused, or was recorded before.
        """
        kit, claim = self._kit, self._kit.attendant.under_way()
        if claim is None:
            return
        try:
            with kit.store.write() as tx:
                given_back = tx.jobs.give_back(claim, "its worker was stopped", counts=False)
            if given_back:
                kit.queue.enqueue(claim.job_id, claim.priority)
        except JudgeFault as fault:  # the sweeper does it later
            _log.warning("a job was left as it is", job=claim.job_id, reason=str(fault))

    def _await_engine(self) -> None:
        """Take no job while none can be done."""
        if self._kit.engine_answers():
            return
        _log.error("waiting for the Docker engine")
        while not self._kit.stopping():
            time.sleep(_ENGINE_PAUSE_S)
            if self._kit.engine_answers():
                _log.info("the Docker engine answers again")
                return

    def _pause(self, duration_s: float) -> None:
        until = time.monotonic() + duration_s
        while not self._kit.stopping() and time.monotonic() < until:
            time.sleep(0.05)
