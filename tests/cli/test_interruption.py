"""Signals that come while a command is on its way out."""

import os
import signal

import pytest
from rich.progress import Progress

from judge.cli.interruption import Interrupted, interruptible
from judge.cli.render import TerminalBar


def test_a_signal_while_the_bar_is_wiped_away_waits_until_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stop, stopped = Progress.stop, []

    def disturbed_stop(progress: Progress) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        stop(progress)
        stopped.append(progress)

    monkeypatch.setattr(Progress, "stop", disturbed_stop)
    with pytest.raises(Interrupted), interruptible(), TerminalBar():
        os.kill(os.getpid(), signal.SIGINT)
    assert len(stopped) == 1
