"""`judge worker`: the judging processes of one host, and what keeps the host in order."""

import contextlib
import os
import signal
import socket
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from judge.cli.supervision import Child, Supervisor, signals_held_back

if TYPE_CHECKING:
    from judge.settings import Settings

_SLOT_GRACE_S = 20.0
"""A slot ends by itself before: `STOP_GRACE_S` and `LAST_GRACE_S` of `judge.host.slot`, and a moment."""

HOST_GRACE_S = _SLOT_GRACE_S + 5.0
"""How long a host may take to end: as long as its slots, and a moment."""

_KEEPER_GRACE_S = 5.0
_FIRST_PAUSE_S = 0.05
_LONGEST_PAUSE_S = 1.0


def worker(
    slots: Annotated[
        str | None,
        typer.Option(help="Judging processes, or `auto`: one for each processor."),
    ] = None,
) -> int:
    """Judge on this host what a service elsewhere accepts, until stopped."""
    from judge.settings import load_settings

    return run_host(load_settings(workers=slots))


def run_host(settings: "Settings", supervisor: int | None = None) -> int:
    """Run slots and keeper until a signal asks to stop; the exit code.

    Args:
        supervisor: the process without which this one is not to be there; if it dies, nobody waits for
            judgings to end.
    """
    from judge.logs import configure_logs, get_logger
    from judge.metrics import forget_boxes

    # One core judges one submission; numpy's own threads would only be in each other's way.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    configure_logs(settings, "host")
    # What every slot needs is imported before they are forked, once for all.
    import judge.host.keeper
    import judge.host.slot  # noqa: F401
    from judge.wiring import import_for_slots

    import_for_slots()
    forget_boxes(settings)
    slots = Supervisor(*_children(settings), tell=get_logger(__name__).warning)
    with signals_held_back():
        slots.watch()
        slots.stop(haste=supervisor is not None and os.getppid() != supervisor)
    return 0


def _children(settings: "Settings") -> list[Child]:
    cores = sorted(os.sched_getaffinity(0))
    count = len(cores) if settings.workers == "auto" else settings.workers
    # Two slots on one core would disturb each other's times; then the kernel may move them.
    kept = cores if count <= len(cores) else [None] * count
    # The first of several takes no bulk jobs: verifying a package may take minutes, for which nobody
    # who submits has to wait.
    slots = [
        Child(
            f"slot-{number}",
            partial(_slot, settings, number, core, bulk=number > 1 or count == 1),
            _SLOT_GRACE_S,
        )
        for number, core in enumerate(kept[:count], start=1)
    ]
    return [*slots, Child("keeper", partial(_keeper, settings), _KEEPER_GRACE_S)]


def _slot(settings: "Settings", number: int, core: int | None, *, bulk: bool) -> None:
    from judge.host.slot import run_slot

    stop, hurry = begin_part(settings, f"slot-{number}"), threading.Event()

    def hasten() -> None:
        hurry.set()
        stop.set()

    on_signal(signal.SIGINT, hasten)
    if not stop.is_set():
        name = f"{socket.gethostname()}/{number}"
        run_slot(settings, name, stop, hurry=hurry, core=core, bulk=bulk)


def _keeper(settings: "Settings") -> None:
    from judge.host.keeper import run_keeper
    from judge.metrics import show_metrics

    stop = begin_part(settings, "keeper")
    if not stop.is_set():
        show_metrics(settings, partial(_measured, settings))
        run_keeper(settings, stop)


def begin_part(settings: "Settings", part: str) -> threading.Event:
    """What every part of a service begins with; comes back once the store is there, or it is to stop."""
    from judge.errors import StoreError
    from judge.logs import configure_logs, get_logger
    from judge.metrics import start_metrics

    stop = threading.Event()
    on_signal(signal.SIGTERM, stop.set)
    configure_logs(settings, part)
    try:
        start_metrics(settings, part)
    except StoreError as error:  # no reason not to judge
        get_logger(__name__).warning("nothing is measured", reason=str(error))
    _await_store(settings, stop)
    return stop


def on_signal(number: signal.Signals, then: Callable[[], None]) -> None:
    """Have a thread do something whenever a signal comes.

    `Event.set` takes a lock. Called by a handler it would wait for itself, for ever, where a second signal
    comes while the first one's handler holds it.
    """
    reading, writing = os.pipe()
    os.set_blocking(writing, False)

    def wait() -> None:
        while os.read(reading, 1):
            then()

    def handle(*_: object) -> None:
        with contextlib.suppress(BlockingIOError):  # there are enough of them on the way
            os.write(writing, b"!")

    threading.Thread(target=wait, name=number.name, daemon=True).start()
    signal.signal(number, handle)


def _await_store(settings: "Settings", stop: threading.Event) -> None:
    """Wait until the store is there with this version's schema, which the service itself makes."""
    from judge.errors import StoreError
    from judge.logs import get_logger
    from judge.wiring import make_store

    store, pause_s, told = make_store(settings), _FIRST_PAUSE_S, False
    begun = time.monotonic()
    try:
        while not stop.is_set():
            try:
                return store.check()
            except StoreError as error:
                if not told and time.monotonic() - begun > 2 * _LONGEST_PAUSE_S:
                    get_logger(__name__).warning("waiting for the store", reason=str(error))
                    told = True
            time.sleep(pause_s)
            pause_s = min(2 * pause_s, _LONGEST_PAUSE_S)
    finally:
        store.close()


def _measured(settings: "Settings") -> bytes:
    from datetime import UTC, datetime

    from judge.metrics import render
    from judge.wiring import make_store

    store = make_store(settings)
    try:
        with store.read() as tx:
            lengths = tx.jobs.lengths()
    finally:
        store.close()
    return render(settings, lengths, datetime.now(UTC))
