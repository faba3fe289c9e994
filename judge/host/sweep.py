"""Work that got lost on the way: jobs that no queue holds, and jobs whose worker is dead.

A worker's life is judged by what changes in the store, over this process' own monotonic clock: no two
clocks are compared, so none that jumps takes a job from a healthy worker. Any number of sweepers may
look at one store; each change is conditional on what was seen.
"""

import contextlib
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from judge.errors import QueueError, StoreError
from judge.host.attendant import LAST_NUMBER
from judge.host.failures import record_failure
from judge.logs import get_logger
from judge.metrics import note_job, note_verdict
from judge.model.stored import Event, Job, JobKind
from judge.model.verdict import Verdict
from judge.queue.port import Events, Queue
from judge.store.port import Store

CAUSE = "LeaseExpired"
_PAGE = 1000
"""Queued jobs that one sweep compares with the queue; the next goes on behind them."""
_EVER = datetime(9000, 1, 1, tzinfo=UTC)
"""Age plays no part: what is in no queue is missing, and what is queued twice is claimed once."""

_log = get_logger(__name__)


@dataclass(frozen=True)
class _Sign:
    """The last sign of life of a claimed job's worker, and when it was first seen here."""

    attempt: int
    beat: int
    seen_at: float


class Sweeper:
    """Looks for lost work, again and again.

    Args:
        lease_s: a worker that has been silent for so long is taken for dead.
        host: this machine's name, for the record of judgings that are given up.
    """

    def __init__(
        self,
        store: Store,
        queue: Queue,
        events: Events,
        *,
        lease_s: float,
        max_attempts: int,
        host: str,
    ) -> None:
        self._store, self._queue, self._events = store, queue, events
        self._lease_s, self._max_attempts, self._host = lease_s, max_attempts, host
        self._signs: dict[str, _Sign] = {}
        self._behind: str | None = None

    def enqueue_missing(self) -> int:
        """Enqueue jobs that wait in the store and in no queue; how many it were.

        Raises:
            StoreError, QueueError: nothing, or not all, was done.
        """
        with self._store.read() as tx:
            jobs = tx.jobs.queued(_PAGE, _EVER, after=self._behind)
        self._behind = jobs[-1].id if len(jobs) == _PAGE else None
        missing = self._queue.missing([(job.id, job.priority) for job in jobs])
        for job_id, priority in missing:
            self._queue.enqueue(job_id, priority)
        return len(missing)

    def take_from_the_dead(self) -> int:
        """Queue jobs again whose workers are dead, or end them after too many attempts; how many.

        Raises:
            StoreError: nothing, or not all, was done.
        """
        try:
            with self._store.read() as tx:
                jobs = tx.jobs.claimed()
        except StoreError:
            # Workers could not give a sign of life either: their time begins anew.
            self._signs.clear()
            raise
        silent = self._silent(jobs)
        for job in silent:
            self._take(job)
        return len(silent)

    def _silent(self, jobs: Sequence[Job]) -> list[Job]:
        """The jobs whose worker has given no sign of life for a whole lease."""
        now = time.monotonic()
        signs = {}
        for job in jobs:
            sign = self._signs.get(job.id)
            if sign is None or (sign.attempt, sign.beat) != (job.attempt, job.beat):
                sign = _Sign(job.attempt, job.beat, now)
            signs[job.id] = sign
        self._signs = signs
        return [job for job in jobs if now - signs[job.id].seen_at >= self._lease_s]

    def _take(self, job: Job) -> None:
        log = _log.bind(job=job.id, kind=job.kind.value, worker=job.worker, attempt=job.attempt)
        if job.counted_attempts >= self._max_attempts:
            told = self._end(job)
            if told is not None:
                log.error("job ended: too many workers died over it")
                note_job(job.kind)
                if job.kind is JobKind.JUDGING:
                    note_verdict(Verdict.JE, CAUSE)
                done = Event(attempt=job.attempt + 1, number=1, type="done", data=told)
                self._events.publish(job.id, [done])
            return
        with self._store.write() as tx:
            taken = tx.jobs.requeue_lost(job, f"its worker {job.worker} fell silent")
        if taken:
            log.warning("job queued again: its worker fell silent")
            requeued = Event(attempt=job.attempt, number=LAST_NUMBER, type="requeued")
            self._events.publish(job.id, [requeued])
            # Where the queue is away, this job is soon one of those that are missing in it.
            with contextlib.suppress(QueueError):
                self._queue.enqueue(job.id, job.priority)

    def _end(self, job: Job) -> dict[str, Any] | None:
        """Record that a job comes to nothing; what watchers are told, or None if its worker lives.

        Only who holds a claim may record anything, so the job is claimed once more, in the same
        transaction: its last attempt is this one.
        """
        message = (
            f"the judge failed ({CAUSE}): {job.counted_attempts} workers died over it or lost touch;"
            " nothing is held against the submission"
        )
        with self._store.write() as tx:
            if not tx.jobs.requeue_lost(job, f"its worker {job.worker} fell silent"):
                return None
            now = datetime.now(UTC)
            claim = tx.jobs.claim(job.id, f"sweeper of {self._host}", now)
            if claim is None:
                return None
            return record_failure(tx, claim, message, CAUSE, self._host, now)
