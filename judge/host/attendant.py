"""What goes on beside a job: its claim is kept alive, its events are told, its end may be ordered."""

import contextlib
import math
import threading
import time
from collections.abc import Iterator
from typing import Any, Literal

from judge.errors import StoreError
from judge.logs import get_logger
from judge.model.stored import Claim, Event
from judge.queue.port import Events
from judge.store.port import Store

LAST_NUMBER = 1_000_000_000
"""Number of an attempt's last event where it does not end with `done`: later than any other of it."""
_NOTE_RUNNING_S = 0.1
"""Age at which it is worth a write to say that the tests run; most judgings are done before."""
_NEVER = math.inf

EventType = Literal["claimed", "compiled", "case", "done", "requeued"]

_log = get_logger(__name__)


class ClaimLost(Exception):
    """The job was cancelled, or is somebody else's by now; whatever is found is in vain."""


class Interrupted(Exception):
    """The worker has to stop before the job is done."""


class Attendant:
    """Attends one job after another.

    One thread renews claims for as long as the worker lives, so that whoever judges waits for nothing
    but the box.

    Args:
        beat_s: pause between two renewals of a claim.
    """

    def __init__(self, store: Store, events: Events, beat_s: float) -> None:
        self._store, self._events, self._beat_s = store, events, beat_s
        self._changed = threading.Condition()
        self._claim: Claim | None = None
        self._number = 0
        self._lost = self._closed = False
        self._beat_at = self._note_at = self._give_up_at = _NEVER
        self._thread = threading.Thread(target=self._attend, name="attendant", daemon=True)
        self._thread.start()

    @contextlib.contextmanager
    def job(self, claim: Claim) -> Iterator[None]:
        """Attend a job for the length of the block."""
        with self._changed:
            self._claim, self._lost, self._number = claim, False, 0
            self._beat_at = time.monotonic() + self._beat_s
            self._changed.notify()
        try:
            yield
        finally:
            with self._changed:
                self._claim = None
                self._beat_at = self._note_at = _NEVER

    def under_way(self) -> Claim | None:
        """The job that is attended now."""
        with self._changed:
            return self._claim

    def give_up_after(self, grace_s: float) -> None:
        """The worker stops: `check` lets a job go on for so long."""
        self._give_up_at = time.monotonic() + grace_s

    def check(self) -> None:
        """Raise what ends the job: `ClaimLost` or `Interrupted`."""
        if self._lost:
            raise ClaimLost
        if time.monotonic() > self._give_up_at:
            raise Interrupted

    def note_running(self) -> None:
        """The tests run; the store is told if they take a while."""
        with self._changed:
            self._note_at = time.monotonic() + _NOTE_RUNNING_S
            self._changed.notify()

    def tell(self, kind: EventType, data: dict[str, Any]) -> None:
        """Tell watchers what happened to the job."""
        assert self._claim is not None
        number = LAST_NUMBER if kind == "requeued" else self._number
        self._number += 1
        event = Event(attempt=self._claim.attempt, number=number, type=kind, data=data)
        self._events.publish(self._claim.job_id, [event])

    def close(self) -> None:
        """End the thread."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        self._thread.join()

    def _attend(self) -> None:
        while True:
            with self._changed:
                if self._closed:
                    return
                now, due = time.monotonic(), min(self._beat_at, self._note_at)
                if now < due:
                    self._changed.wait(None if due == _NEVER else due - now)
                    continue
                claim, note = self._claim, self._note_at <= now
                self._beat_at = now + self._beat_s
                if note:
                    self._note_at = _NEVER
            if claim is not None:
                self._renew(claim, note)

    def _renew(self, claim: Claim, note_running: bool) -> None:
        """Say that we are at it. A store that is away takes nothing from us: the end will tell."""
        try:
            with self._store.write() as tx:
                held = tx.jobs.note_running(claim) if note_running else tx.jobs.renew(claim)
        except StoreError as error:
            _log.warning("claim not renewed", job=claim.job_id, reason=str(error))
            return
        with self._changed:
            if not held and self._claim is claim:
                self._lost, self._beat_at = True, _NEVER
