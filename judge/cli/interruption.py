"""Ctrl-C, SIGTERM and a closed terminal: leave through every `finally`, so that no box stays behind.

Theory of operation: a signal raises `Interrupted` in the main thread, wherever that is, and the boxes
are removed on the way out. That takes a moment, and people press Ctrl-C again; an exception in the
middle of it would leave a box behind, so signals that come while boxes are being removed are kept until
they are gone. So are those that come while the terminal is put in order. Only insistence ends the
process at once, for an engine that does not answer any more.
"""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from judge.cli.exit_codes import ExitCode
from judge.cli.output import say

_EXIT_CODES = {
    signal.SIGHUP: ExitCode.HUNG_UP,
    signal.SIGINT: ExitCode.INTERRUPTED,
    signal.SIGTERM: ExitCode.TERMINATED,
}
_INSISTENCE = 5


class Interrupted(BaseException):
    """A signal asked us to stop; not an `Exception`, so that nothing on the way takes it for a fault."""

    def __init__(self, number: signal.Signals) -> None:
        super().__init__(number.name)
        self.exit_code = _EXIT_CODES[number]


class _Signals:
    """What has come in, and whether it has to wait."""

    def __init__(self) -> None:
        self.received: list[signal.Signals] = []
        self.postponed = False

    def handle(self, number: int, _frame: FrameType | None) -> None:
        self.received.append(signal.Signals(number))
        if len(self.received) >= _INSISTENCE:
            os._exit(_EXIT_CODES[self.received[-1]])
        if not self.postponed:
            raise Interrupted(self.received[0])
        say("judge: removing its boxes, one moment")


_signals = _Signals()


@contextmanager
def interruptible() -> Iterator[None]:
    """Within it, SIGINT, SIGTERM and SIGHUP raise `Interrupted`."""
    _signals.received.clear()
    # What the caller had ignored (nohup, a background job) stays ignored.
    before = {
        number: signal.signal(number, _signals.handle)
        for number in _EXIT_CODES
        if signal.getsignal(number) is not signal.SIG_IGN
    }
    try:
        yield
    except Exception as error:
        # Code that is not Python's own may wrap what passes through it: Pydantic's does.
        if _signals.received:
            raise Interrupted(_signals.received[0]) from error
        raise
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Within it, signals wait; one that came raises `Interrupted` at its end."""
    before = len(_signals.received)
    _signals.postponed = True
    try:
        yield
    finally:
        _signals.postponed = False
    if len(_signals.received) > before:
        raise Interrupted(_signals.received[0])
