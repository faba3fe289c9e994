"""A process that starts others, starts them again when they die, and ends them in order.

Children are forked, not executed anew: they begin with what this process has imported, which saves a
third of a second each. So a supervising process has one thread and no connections, for as long as it
lives. It holds its signals back and takes them one at a time where it waits, so that none comes at a
bad moment. A child is told by the kernel when its parent is gone, however it went.
"""

import ctypes
import os
import resource
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import NoReturn

from judge.cli.exit_codes import ExitCode, exit_code_of
from judge.cli.output import say
from judge.errors import JudgeError

_PR_SET_PDEATHSIG = 1
_PR_SET_NAME = 15
_STOPPING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
_FIRST_PAUSE_S = 0.1
_LONGEST_PAUSE_S = 5.0
_SETTLED_S = 10.0
"""A child that lived so long is started again at once when it dies."""
_HASTE_S = 2.0
_POLL_S = 0.05
_OPEN_FILES = 65_536


@dataclass
class Child:
    """A process that is to run for as long as its supervisor does.

    Attributes:
        name: for people; also what `ps -o comm` shows.
        run: what it does. It ends when it gets SIGTERM, and comes back or exits; SIGINT says that there is
            no time to finish anything.
        grace_s: how long it may take to end.
        once: whether it is over when it ends with exit code 0.
        last: whether it is ended only after all others.
        died: is told its exit code, before it is started again.
    """

    name: str
    run: Callable[[], object]
    grace_s: float
    once: bool = False
    last: bool = False
    died: Callable[[int], None] | None = None
    over: bool = field(default=False, init=False)
    pid: int | None = field(default=None, init=False)
    started_at: float = field(default=0.0, init=False)
    start_at: float = field(default=0.0, init=False)
    pause_s: float = field(default=_FIRST_PAUSE_S, init=False)


class GivenUp(Exception):
    """A child says that trying again is no use; `status` is its exit code."""

    def __init__(self, status: int) -> None:
        super().__init__(f"exit code {status}")
        self.status = status


class Supervisor:
    """Children and their lives.

    Args:
        hopeless: exit codes with which a child says that trying again is no use.
        tell: is told of children that died, for the log.
    """

    def __init__(
        self,
        *children: Child,
        hopeless: Sequence[int] = (),
        tell: Callable[[str], None],
    ) -> None:
        self._children = list(children)
        self._hopeless, self._tell = frozenset(hopeless), tell

    def add(self, *children: Child) -> None:
        """Take further children in; they start with the next `start` or `watch`."""
        self._children.extend(children)

    def start(self) -> None:
        """Start all that do not run and whose time has come."""
        now = time.monotonic()
        for child in self._children:
            if child.pid is None and not child.over and child.start_at <= now:
                child.pid = fork(child.name, child.run)
                child.started_at = now

    def is_over(self, name: str) -> bool:
        """Whether the children of this name, to be run once, have ended as they should."""
        return all(child.over for child in self._children if child.name == name)

    def watch(self, timeout_s: float | None = None) -> bool:
        """Start again what dies; True once a signal asks to stop, False after `timeout_s`.

        Raises:
            GivenUp: a child is hopeless.
        """
        deadline = None if timeout_s is None else time.monotonic() + timeout_s
        while True:
            self.start()
            if self._reap():
                continue
            if deadline is not None and time.monotonic() >= deadline:
                return False
            if _next_signal(self._patience_s(deadline)) in _STOPPING:
                return True

    def stop(self, *, haste: bool = False) -> None:
        """End all children. Being asked again to stop hastens it, from the beginning if `haste`."""
        for wave in (False, True):
            haste = self._stop_wave([each for each in self._children if each.last is wave], haste)

    def _stop_wave(self, children: Sequence[Child], haste: bool) -> bool:
        """End some children; whether it was hastened."""
        begun = time.monotonic()
        _send(children, signal.SIGINT if haste else signal.SIGTERM)
        while any(child.pid is not None for child in children):
            _reap_into(children)
            waited_s = time.monotonic() - begun
            for child in children:
                if child.pid is not None and waited_s > (_HASTE_S if haste else child.grace_s):
                    self._tell(f"{child.name} does not end, and is killed")
                    _send([child], signal.SIGKILL)
            if _next_signal(_POLL_S) in _STOPPING and not haste:
                haste, begun = True, time.monotonic()
                _send(children, signal.SIGINT)
        return haste

    def _reap(self) -> bool:
        """Note which children have died; whether any did."""
        died = _reap_into(self._children)
        for child, status in died:
            if child.once and status == 0:
                child.over = True
                continue
            if status in self._hopeless:
                raise GivenUp(status)
            if child.died is not None:
                child.died(status)
            now = time.monotonic()
            if now - child.started_at > _SETTLED_S:
                child.pause_s = _FIRST_PAUSE_S
            child.start_at = now + child.pause_s
            self._tell(f"{child.name} {_ending(status)}; it is started again")
            child.pause_s = min(2 * child.pause_s, _LONGEST_PAUSE_S)
        return bool(died)

    def _patience_s(self, deadline: float | None) -> float:
        """Until when nothing is to be done, unless a signal comes."""
        waiting = (each for each in self._children if each.pid is None and not each.over)
        times = [child.start_at for child in waiting]
        times += [] if deadline is None else [deadline]
        return max(0.0, min(times, default=time.monotonic() + 3600) - time.monotonic())


@contextmanager
def signals_held_back() -> Iterator[None]:
    """Within it, the signals that a supervisor waits for come nowhere else.

    Those that were ignored stay so (`nohup`).
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (*_STOPPING, signal.SIGCHLD))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def allow_many_files() -> None:
    """Let this process and its children have as many connections as the system allows."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < _OPEN_FILES:
        most = _OPEN_FILES if hard == resource.RLIM_INFINITY else min(hard, _OPEN_FILES)
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, most), hard))


def fork(name: str, run: Callable[[], object]) -> int:
    """Start a child that does `run` in a session of its own; its process id.

    It gets SIGTERM when this process ends. Whatever `run` comes back with, it goes no further.
    """
    parent = os.getpid()
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid == 0:
        _be_child(parent, name, run)
    return pid


def end_with_parent(parent: int) -> None:
    """Let this process get SIGTERM when its parent ends, or at once if it has already."""
    _prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGTERM)


def _be_child(parent: int, name: str, run: Callable[[], object]) -> NoReturn:
    """The whole life of a child, and its outermost loop."""
    status = int(ExitCode.JUDGE_FAULT)
    try:
        # A session of its own: Ctrl-C is for the supervisor, which ends its children in order.
        os.setsid()
        for number in _STOPPING:
            signal.signal(number, signal.SIG_DFL)
        _prctl(_PR_SET_NAME, f"judge {name}".encode()[:15])
        end_with_parent(parent)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, (*_STOPPING, signal.SIGCHLD))
        result = run()
        status = result if isinstance(result, int) else 0
    except JudgeError as error:
        say(f"error: {name}: {error}")
        status = exit_code_of(error)
    except Exception:  # the outermost frame of this process: told, and ended by its exit code
        say(f"error: {name}: {traceback.format_exc()}")
    finally:
        # Not through the interpreter's end: what it would clean up belongs to the parent.
        with suppress(OSError, ValueError):
            sys.stdout.flush()
        os._exit(status)


def _prctl(option: int, value: int | bytes) -> None:
    ctypes.CDLL(None).prctl(option, value, 0, 0, 0)


def _reap_into(children: Sequence[Child]) -> list[tuple[Child, int]]:
    """Those that have died by now, with their exit codes; negative for a signal."""
    died = []
    for child in children:
        if child.pid is None:
            continue
        pid, status = os.waitpid(child.pid, os.WNOHANG)
        if pid:
            child.pid = None
            died.append((child, os.waitstatus_to_exitcode(status)))
    return died


def _send(children: Sequence[Child], number: signal.Signals) -> None:
    for child in children:
        if child.pid is not None:  # not reaped, so the id is still its own
            os.kill(child.pid, number)


def _next_signal(timeout_s: float) -> int | None:
    """The next signal that is held back, SIGCHLD too; None if none comes in time."""
    info = signal.sigtimedwait((*_STOPPING, signal.SIGCHLD), timeout_s)
    return None if info is None else info.si_signo


def _ending(status: int) -> str:
    if status < 0:
        return f"was ended by {signal.Signals(-status).name}"
    return f"ended with exit code {status}"
