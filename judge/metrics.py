"""What is measured of the service while it runs, for Prometheus.

Several processes of a host are measured as one: each writes a file below the data folder, and whoever is
asked adds them up. A file belongs to a part (`api`, `slot-1`) and not to a process, so a part that is
restarted counts on where it was. A process that has not called `start_metrics` measures nothing.
"""

import os
import threading
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from judge.errors import CallerMistake, JudgeFault, StoreError
from judge.model.stored import JobKind, Priority
from judge.model.verdict import Verdict
from judge.settings import PREFIX, Settings
from judge.store.port import QueueLength

if TYPE_CHECKING:
    from prometheus_client import Metric

Phase = Literal["queue", "claim", "compile", "run", "record"]
"""`queue`: from being accepted to being taken by a worker."""

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

_BUCKETS_S = [1e-3, 2.5e-3, 5e-3, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300]
_FILE_BYTES = 1 << 18
"""For each file; more than ours can ever need."""


class _Meters:
    """All that is counted by this process."""

    def __init__(self) -> None:
        # Imported here: a command that measures nothing need not wait for it.
        from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

        registry = CollectorRegistry()  # of our own: files, not this, are what is shown
        self.phase = Histogram(
            "coderound_judging_phase_seconds",
            "Duration of a phase of judgings.",
            ["phase"],
            buckets=_BUCKETS_S,
            registry=registry,
        )
        self.verdicts = Counter(
            "coderound_verdicts", "Judgings that ended, by verdict.", ["verdict"], registry=registry
        )
        self.faults = Counter(
            "coderound_judge_errors",
            "Judgings that ended in JE, by cause.",
            ["cause"],
            registry=registry,
        )
        self.jobs = Counter(
            "coderound_jobs", "Jobs that ended, by kind.", ["kind"], registry=registry
        )
        self.boxes = Gauge(
            "coderound_boxes",
            "Boxes that are there, by whether they are in use.",
            ["state"],
            multiprocess_mode="livesum",
            registry=registry,
        )
        self.ended = Counter(
            "coderound_boxes_ended",
            "Boxes that were removed, by why.",
            ["reason"],
            registry=registry,
        )


_meters: _Meters | None = None


def start_metrics(settings: Settings, part: str) -> None:
    """Measure in this process, from now on.

    Args:
        part: what it is, such as `api` or `slot-1`; no other process of this host is the same.

    Raises:
        StoreError: there is no room for its files.
    """
    global _meters
    name = part.replace("_", "-")  # the library takes a file's name apart at these
    folder = _folder(settings)
    _make_files(folder, name)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)
    from prometheus_client import values

    values.ValueClass = values.MultiProcessValue(lambda: name)  # type: ignore[no-untyped-call]  # of theirs
    _meters = _Meters()
    note_boxes(warm=0, in_use=0)


def forget_boxes(settings: Settings) -> None:
    """Count no boxes of slots that are no longer there; for the start of a host, before its slots."""
    for path in _folder(settings).glob("gauge_*.db"):
        path.unlink(missing_ok=True)


def note_phase(phase: Phase, duration_s: float) -> None:
    """A phase of a judging is over."""
    if _meters is not None:
        _meters.phase.labels(phase).observe(duration_s)


def note_verdict(verdict: Verdict, cause: str | None = None) -> None:
    """A judging has ended and is recorded.

    Args:
        cause: for JE, the class name of our error.
    """
    if _meters is not None:
        _meters.verdicts.labels(verdict.value).inc()
        if verdict is Verdict.JE:
            _meters.faults.labels(cause or "unknown").inc()


def note_job(kind: JobKind) -> None:
    """A job has ended, in whatever way."""
    if _meters is not None:
        _meters.jobs.labels(kind.value).inc()


def note_boxes(*, warm: int, in_use: int) -> None:
    """So many boxes of this process are there now."""
    if _meters is not None:
        _meters.boxes.labels("warm").set(warm)
        _meters.boxes.labels("in_use").set(in_use)


def note_box_ended(reason: str, count: int = 1) -> None:
    """Boxes were removed.

    Args:
        reason: one of a fixed few, such as `dirty` or `surplus`.
    """
    if _meters is not None:
        _meters.ended.labels(reason).inc(count)


def render(settings: Settings, lengths: Mapping[Priority, QueueLength], now: datetime) -> bytes:
    """Everything measured on this host, and the queues as they are now, as `CONTENT_TYPE`.

    Args:
        lengths: from the store, which knows what waits even while Redis does not.
        now: aware.
    """
    from prometheus_client import CollectorRegistry, generate_latest
    from prometheus_client.multiprocess import MultiProcessCollector

    registry = CollectorRegistry()
    registry.register(_Queues(lengths, now))
    folder = _folder(settings)
    if folder.is_dir():
        MultiProcessCollector(registry, str(folder))  # type: ignore[no-untyped-call]  # of theirs
    return generate_latest(registry)


def show_metrics(settings: Settings, read: Callable[[], bytes]) -> ThreadingHTTPServer | None:
    """Show metrics at `host` and `metrics_port`, under `/metrics`, from threads beside; None if not set.

    Args:
        read: `render` with what it needs.

    Raises:
        CallerMistake: the port is taken.
    """
    if settings.metrics_port is None:
        return None

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path.partition("?")[0] != "/metrics":
                self.send_error(404)
                return
            try:
                text = read()
            except JudgeFault as error:
                self.send_error(503, explain=str(error))
                return
            self.send_response(200)
            self.send_header("Content-Type", CONTENT_TYPE)
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *_: object) -> None:
            pass

    place = (settings.host, settings.metrics_port)
    try:
        server = ThreadingHTTPServer(place, Handler)
    except OSError as error:
        raise CallerMistake(
            f"metrics cannot be shown at {place[0]}:{place[1]}: {error.strerror}; "
            f"set {PREFIX}METRICS_PORT to a free port"
        ) from None
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, name="metrics", daemon=True).start()
    return server


class _Queues:
    """What is known at the moment of asking only."""

    def __init__(self, lengths: Mapping[Priority, QueueLength], now: datetime) -> None:
        self._lengths, self._now = lengths, now

    def collect(self) -> "Iterator[Metric]":
        """All of it."""
        from prometheus_client.core import GaugeMetricFamily

        waiting = GaugeMetricFamily("coderound_queue_jobs", "Jobs that wait.", labels=["queue"])
        age = GaugeMetricFamily(
            "coderound_queue_oldest_seconds", "Age of the job that waits longest.", labels=["queue"]
        )
        for priority in Priority:
            length = self._lengths.get(priority, QueueLength(waiting=0, oldest=None))
            since = length.oldest or self._now
            waiting.add_metric([priority.value], length.waiting)
            age.add_metric([priority.value], max(0.0, (self._now - since).total_seconds()))
        yield waiting
        yield age


def _folder(settings: Settings) -> Path:
    return settings.data_dir / "metrics"


def _make_files(folder: Path, name: str) -> None:
    """Make the files with all their blocks.

    The library maps files with holes into memory; on a full disk, writing to one kills the process.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for kind in ("counter", "histogram", "gauge_livesum"):
            with (folder / f"{kind}_{name}.db").open("ab") as file:
                os.posix_fallocate(file.fileno(), 0, _FILE_BYTES)
    except OSError as error:
        raise StoreError(f"{folder}: nothing can be measured: {error.strerror}") from None
