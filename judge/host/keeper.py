"""What keeps a host in order, beside its workers: lost work, orphaned boxes, old data, webhooks.

One for each host; several on one store do no harm. Each part has its own thread, so that one which
waits for something that is away holds up none of the others.
"""

import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from judge.errors import JudgeFault
from judge.host.sweep import Sweeper
from judge.logs import get_logger
from judge.settings import Settings
from judge.store.port import Retention, Store
from judge.webhooks.dispatch import dispatch_due
from judge.webhooks.port import Sender
from judge.wiring import make_events, make_queue, make_sender, make_store, reap_boxes

_LETTERS_S = 1.0
_REAP_S = 5.0
_PURGE_S = 3600.0
_PURGED_AT_ONCE = 500
_IDEMPOTENCY_HOURS = 24

_log = get_logger(__name__)


def run_keeper(settings: Settings, stop: threading.Event) -> None:
    """Keep this host in order until `stop` is set, which a signal handler may do."""
    store = make_store(settings)
    try:
        threads = [
            threading.Thread(target=_repeat, args=(part, stop), name=part.name)
            for part in _parts(settings, store, stop)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        store.close()


@dataclass(frozen=True)
class _Part:
    """Something that is done again and again, with a pause after each time."""

    name: str
    pause_s: float
    do: Callable[[], object]


def _parts(settings: Settings, store: Store, stop: threading.Event) -> list[_Part]:
    sweeper = Sweeper(
        store,
        make_queue(settings),
        make_events(settings),
        lease_s=settings.lease_s,
        max_attempts=settings.max_attempts,
        host=socket.gethostname(),
    )
    return [
        _Part("missing jobs", settings.sweep_s, sweeper.enqueue_missing),
        _Part("dead workers", settings.sweep_s, sweeper.take_from_the_dead),
        _Part("orphaned boxes", _REAP_S, partial(reap_boxes, settings)),
        _Part("webhooks", _LETTERS_S, partial(_dispatch, store, make_sender(settings), stop)),
        _Part("retention", _PURGE_S, partial(purge_all, store, retention_of(settings))),
    ]


def _repeat(part: _Part, stop: threading.Event) -> None:
    failing = False
    while not stop.is_set():
        try:
            part.do()
            failing = False
        except JudgeFault as fault:
            if not failing:  # the same again every few seconds helps nobody
                _log.error("keeping order failed", part=part.name, reason=str(fault))
            failing = True
        except Exception:
            _log.exception("keeping order failed", part=part.name)
        stop.wait(part.pause_s)


def _dispatch(store: Store, sender: Sender, stop: threading.Event) -> None:
    """Send all letters that are due."""
    while not stop.is_set() and dispatch_due(store, sender, stopped=stop.is_set):
        pass


def purge_all(store: Store, retention: Retention) -> int:
    """Delete what is past its time, a little at once, so that nobody waits for long; how much it was."""
    total = 0
    while True:
        with store.write() as tx:
            deleted = tx.purge(retention, datetime.now(UTC), _PURGED_AT_ONCE)
        total += deleted
        if deleted < _PURGED_AT_ONCE:
            return total


def retention_of(settings: Settings) -> Retention:
    """How long things are kept."""
    return Retention(
        source_days=settings.source_days,
        feedback_days=settings.feedback_days,
        run_hours=settings.run_hours,
        idempotency_hours=_IDEMPOTENCY_HOURS,
        delivery_days=settings.delivery_days,
    )
