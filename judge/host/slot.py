"""One worker process: it takes jobs from the queue, one after the other, until it is told to stop."""

import contextlib
import gc
import os
import socket
import threading
from collections import Counter
from pathlib import Path

from judge.checkers import clusters, numeric  # noqa: F401  numpy, before anybody waits for it
from judge.errors import StoreError
from judge.host.attendant import Attendant
from judge.host.kit import Kit
from judge.host.noise import HOW_TO_MEASURE, read_noise
from judge.host.packages import Packages
from judge.host.worker import Worker
from judge.judging.judge import spec_of
from judge.logs import get_logger
from judge.model.submission import NOISY
from judge.queue.port import Consumer
from judge.sandbox.port import Sandbox
from judge.settings import Settings
from judge.store.port import Store
from judge.wiring import make_consumer, make_events, make_queue, make_sandbox, make_store

STOP_GRACE_S = 10.0
"""How long a job may go on after `stop` was set; it is given back between two tests then."""
LAST_GRACE_S = 3.0
"""How long after that a test, or whatever else takes long, may go on before the process ends anyway."""
_BEATS_PER_LEASE = 4
_LONGEST_BEAT_S = 1.0
"""A cancelled judging is noticed with the next beat."""
_PATIENCE_S = 60.0
"""How long a result is held while the store is away."""
_LOOKED_AT = 200

_log = get_logger(__name__)


def run_slot(
    settings: Settings,
    name: str,
    stop: threading.Event,
    *,
    hurry: threading.Event | None = None,
    core: int | None = None,
    bulk: bool = True,
) -> None:
    """Work until `stop` is set, which a signal handler may do.

    A job that is not done within `STOP_GRACE_S` and `LAST_GRACE_S` then is given back, and this process
    ends where it is; its boxes end with it.

    Args:
        name: of the worker, unique among all hosts.
        hurry: set after `stop`, it ends the patience at once.
        bulk: whether it takes bulk jobs, too.
        core: the processor that this process keeps to; any if not given. Its boxes are free to use all:
            on 2 processors, the fastest tenth of judgings of 20 numpy tests took 67 ms with the process
            kept to one, 80 ms with nothing kept, and 100 ms or more with the box kept to one.

    Raises:
        JudgeFault: the parts of a worker cannot be had at all.
    """
    if core is not None:
        os.sched_setaffinity(0, {core})
    host = socket.gethostname()
    with contextlib.ExitStack() as stack:
        store = stack.enter_context(contextlib.closing(make_store(settings)))
        sandbox = stack.enter_context(contextlib.closing(_sandbox(settings, name)))
        beat_s = min(settings.lease_s / _BEATS_PER_LEASE, _LONGEST_BEAT_S)
        events = stack.enter_context(contextlib.closing(make_events(settings)))
        attendant = Attendant(store, events, beat_s)
        stack.enter_context(contextlib.closing(attendant))
        consumer = make_consumer(settings, name, host, bulk=bulk)
        kit = Kit(
            worker=name,
            host=host,
            store=store,
            queue=make_queue(settings),
            sandbox=sandbox,
            packages=Packages(store, sandbox, settings.cache_dir),
            attendant=attendant,
            max_attempts=settings.max_attempts,
            patience_s=_PATIENCE_S,
            stopping=stop.is_set,
        )
        _prewarm(store, sandbox)
        worker = Worker(kit)
        _pass_on(stop, hurry or threading.Event(), consumer, worker, attendant)
        # What is there now stays; a full collection need not go through it while somebody waits.
        gc.freeze()
        _log.info("worker ready", worker=name, host=host, core=core)
        consumer.work(worker.do)
        _log.info("worker stopped", worker=name)


def _sandbox(settings: Settings, worker: str) -> Sandbox:
    return make_sandbox(settings, worker=worker, noise_floor=_noise_floor(settings.data_dir))


def _noise_floor(data_dir: Path) -> float | None:
    """The host's noise floor, if it is known; the log tells what this means for results."""
    try:
        noise = read_noise(data_dir)
    except StoreError as error:
        _log.warning("results tell no noise floor", reason=str(error))
        return None
    if noise is None:
        _log.info("the noise floor was never measured", fix=HOW_TO_MEASURE)
        return None
    if noise.floor > NOISY:
        _log.warning(
            "this host is noisy: its runtime results are marked as of low confidence",
            noise_floor=noise.floor,
            highest=NOISY,
            measured_at=noise.measured_at.isoformat(),
            fix=HOW_TO_MEASURE,
        )
    return noise.floor


def _pass_on(
    stop: threading.Event,
    hurry: threading.Event,
    consumer: Consumer,
    worker: Worker,
    attendant: Attendant,
) -> None:
    """Have all parts of the worker hear of `stop`, whatever its main thread is at."""

    def wait() -> None:
        stop.wait()
        attendant.give_up_after(STOP_GRACE_S)
        consumer.stop()
        hurry.wait(STOP_GRACE_S + LAST_GRACE_S)
        if attendant.under_way() is not None:
            _log.warning("the job under way is given back: the worker has to end")
            worker.abandon()
            os._exit(0)

    threading.Thread(target=wait, name="stop", daemon=True).start()


def _prewarm(store: Store, sandbox: Sandbox) -> None:
    """Have a box ready of the kind that most problems need."""
    try:
        with store.read() as tx:
            versions = tx.problems.list_published(
                search=None, tags=(), difficulty=None, after=None, limit=_LOOKED_AT
            )
    except StoreError as error:
        _log.warning("no box prepared", reason=str(error))
        return
    manifests = [version.manifest for version in versions]
    specs = Counter(spec_of(each.image, each.limits) for each in manifests if each.limits)
    for spec, _ in specs.most_common(1):
        sandbox.prewarm(spec)
