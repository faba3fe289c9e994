"""The sandbox on a Docker engine: a pool of warm boxes, each given to one submission at a time."""

import contextlib
import os
import socket
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Literal, TypeVar

from judge.errors import BoxDied, SandboxError
from judge.model.limits import Limits
from judge.model.submission import SourceFile
from judge.sandbox.docker_box import DockerBox, remove_never_started
from judge.sandbox.engine import ping
from judge.sandbox.port import (
    BoxCounts,
    BoxEnd,
    BoxInfo,
    BoxSpec,
    CompileReport,
    LimitHit,
    RunReport,
    RunRequest,
)

BoxReuse = Literal["proven", "never"]
OWNER_LABEL = "coderound.owner"
_ABANDONED_AFTER_S = 120
"""Age at which a box that was never started is nobody's; starting one is a matter of a second, and a
judge whose engine hangs gives up after a minute."""
_REPLACED_AHEAD = 5
"""Submissions that a box still serves when the one that follows it is started."""
_Result = TypeVar("_Result")


class DockerSandbox:
    """Boxes on the engine that DOCKER_HOST or the default socket names.

    Args:
        cpus: processors a box may use; half of one is meant for the agent beside the program.
        runtime: the engine's runtime (`runc`, `crun`, `runsc`), or None for its default.
        reuse: `proven`: a box proven clean serves up to `max_judgings` submissions; `never`: one.
        labels: further labels of the containers, such as the worker's name.
        max_idle: boxes that are kept for later at once; the ones least recently used make room.
        standby: whether a submission's box that is worn out or removed is replaced before anybody asks.
        noise_floor: of the host, if it was measured; for the record.
    """

    def __init__(
        self,
        *,
        cpus: float = 1.5,
        runtime: str | None = None,
        reuse: BoxReuse = "proven",
        max_judgings: int = 500,
        labels: dict[str, str] | None = None,
        max_idle: int = 4,
        standby: bool = False,
        noise_floor: float | None = None,
    ) -> None:
        self._max_idle, self._standby = max_idle, standby
        self._noise_floor = noise_floor
        self._cpus = min(cpus, float(os.cpu_count() or 1))
        self._runtime, self._reuse, self._max_judgings = runtime, reuse, max_judgings
        self._labels = {OWNER_LABEL: f"{socket.gethostname()}/{os.getpid()}", **(labels or {})}
        self._lock = threading.Lock()
        self._idle: list[DockerBox] = []
        self._prewarmed: dict[BoxSpec, list[Future[DockerBox]]] = {}
        # Every start and every box that is not yet removed: an exception out of a signal handler can
        # cut the caller off between any two steps, and `close` has to know all the same.
        self._starts: set[Future[DockerBox]] = set()
        self._boxes: set[DockerBox] = set()
        self._in_use = 0
        self._ended: Counter[BoxEnd] = Counter()
        self._threads = ThreadPoolExecutor(max_workers=4, thread_name_prefix="boxes")
        self._closed = self._swept = False

    def prewarm(self, spec: BoxSpec) -> None:
        """Start a box in the background, so that it is there when it is asked for.

        Where one is ready, or about to be, nothing has to be done.
        """
        with self._lock:
            if not any(box.spec == spec for box in self._idle):
                self._submit_early_start(spec)

    @contextlib.contextmanager
    def box(self, spec: BoxSpec) -> Iterator["DockerLease"]:
        """A clean box for one submission; see `Sandbox.box`."""
        lease = DockerLease(self, spec)
        try:
            lease.hold()
            yield lease
        except BaseException:
            lease.discard()
            raise
        lease.give_back()

    def take(self, spec: BoxSpec) -> DockerBox:
        """A warm box out of the pool, or a new one."""
        box = self._idle_box(spec)
        if box is None:
            box = self._start_of(spec).result()
        with self._lock:
            self._in_use += 1
        return box

    def give_back(self, box: DockerBox) -> None:
        """Keep a box for another submission if it is proven clean, else remove it."""
        box.judgings += 1
        if self._reuse == "never":
            return self.remove(box, BoxEnd.ONCE_ONLY)
        if not _is_clean(box):
            return self.remove(box, BoxEnd.NOT_CLEAN)
        if box.judgings >= self._max_judgings:
            return self.remove(box, BoxEnd.WORN)
        return self._keep(box)

    def remove(self, box: DockerBox, why: BoxEnd) -> None:
        """Remove a box that was taken; the caller does not wait for the engine."""
        with self._lock:
            self._in_use -= 1
            self._submit_removal(box, why)
        if self._standby and box.spec.role == "submission":
            self.prewarm(box.spec)

    def counts(self) -> BoxCounts:
        """How many boxes there are, and what became of those that are no more."""
        with self._lock:
            return BoxCounts(warm=len(self._idle), in_use=self._in_use, ended=dict(self._ended))

    def _idle_box(self, spec: BoxSpec) -> DockerBox | None:
        with self._lock:
            if self._closed:
                raise SandboxError("the sandbox is closed")
            found = next((box for box in reversed(self._idle) if box.spec == spec), None)
            if found is not None:
                self._idle.remove(found)
            return found

    def _start_of(self, spec: BoxSpec) -> "Future[DockerBox]":
        """The start of a box that is under way, or a new one."""
        with self._lock:
            prewarmed = self._prewarmed.get(spec, [])
            while prewarmed:
                start = prewarmed.pop()
                if not start.done() or start.exception() is None:
                    return start
            return self._submit_start(spec)

    def _keep(self, box: DockerBox) -> None:
        with self._lock:
            self._in_use -= 1
            if self._closed:
                return
            self._idle.append(box)
            if self._standby and self._max_judgings - box.judgings == _REPLACED_AHEAD:
                self._submit_early_start(box.spec)
            while len(self._idle) > self._max_idle:
                self._submit_removal(self._idle.pop(0), BoxEnd.SURPLUS)

    def _submit_removal(self, box: DockerBox, why: BoxEnd) -> None:
        """Remove a box in a thread; the lock is held."""
        self._ended[why] += 1
        if not self._closed:  # else `close` removes it
            self._threads.submit(self._remove, box)

    def check(self) -> None:
        """Raise `EngineUnavailable` unless the engine answers."""
        ping()

    def close(self) -> None:
        """Remove every box, and wait until they are gone."""
        with self._lock:
            self._closed = True
            starts = list(self._starts)
        wait(starts)
        with self._lock:
            boxes = list(self._boxes)
        removals = [self._threads.submit(self._remove, box) for box in boxes]
        self._threads.shutdown(wait=True)
        for removal in removals:
            removal.result()  # a fault of ours in removing a box must not pass in silence

    def _submit_early_start(self, spec: BoxSpec) -> None:
        """Start a box that nobody waits for yet, unless one is being started; the lock is held."""
        if not self._closed and not self._prewarmed.get(spec):
            self._prewarmed.setdefault(spec, []).append(self._submit_start(spec))

    def _submit_start(self, spec: BoxSpec) -> "Future[DockerBox]":
        """Start a box in a thread, where no signal can stop it half-way; the lock is held."""
        start = self._threads.submit(self._start, spec)
        self._starts = {each for each in self._starts if not each.done()} | {start}
        return start

    def _start(self, spec: BoxSpec) -> DockerBox:
        try:
            box = self._new_box(spec)
        except BoxDied:  # nothing of a submission was in it yet; once is bad luck
            box = self._new_box(spec)
        with self._lock:
            self._boxes.add(box)
            if not self._swept and not self._closed:
                self._swept = True
                self._threads.submit(remove_never_started, OWNER_LABEL, _ABANDONED_AFTER_S)
        return box

    def _new_box(self, spec: BoxSpec) -> DockerBox:
        return DockerBox(spec, self._cpus, self._runtime, self._labels, self._noise_floor)

    def _remove(self, box: DockerBox) -> None:
        box.remove()
        with self._lock:
            self._boxes.discard(box)


def _is_clean(box: DockerBox) -> bool:
    if box.agent.oddity is not None:
        return False
    try:
        return box.agent.prove_clean()
    except BoxDied:
        return False


class DockerLease:
    """The box of one submission; behind it a container that died is replaced by a new one."""

    def __init__(self, sandbox: DockerSandbox, spec: BoxSpec) -> None:
        self._sandbox, self._spec = sandbox, spec
        self._box: DockerBox | None = None

    @property
    def info(self) -> BoxInfo:
        """What the box is made of."""
        return self.hold().info

    def compile(self, files: tuple[SourceFile, ...], entry: str, limits: Limits) -> CompileReport:
        """See `Box.compile`."""
        return self._with_box(lambda box: box.agent.compile(files, entry, limits))

    def run(self, request: RunRequest, then: Iterable[RunRequest] = ()) -> RunReport:
        """See `Box.run`."""
        report = self._with_box(lambda box: box.agent.run(request, then))
        if LimitHit.MEMORY in report.hits:
            # The kernel may have picked a fork that waits for the next run, too.
            self.discard()
        return report

    def hold(self) -> DockerBox:
        """The container, taken from the pool when it is first needed."""
        if self._box is None:
            self._box = self._sandbox.take(self._spec)
        return self._box

    def give_back(self) -> None:
        """The submission is done."""
        if self._box is not None:
            self._sandbox.give_back(self._box)
            self._box = None

    def discard(self) -> None:
        """Something went wrong: nobody else gets this box."""
        if self._box is not None:
            self._sandbox.remove(self._box, BoxEnd.DISCARDED)
            self._box = None

    def _with_box(self, action: Callable[[DockerBox], _Result]) -> _Result:
        box = self.hold()
        try:
            return action(box)
        except BoxDied as death:
            self.discard()
            raise BoxDied(str(death), out_of_memory=box.died_of_memory()) from death
