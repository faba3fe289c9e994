"""Children are started again when they die, ended in order, and never left behind."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from tests.e2e.private_engine import await_

PROLOGUE = """
import os, signal, sys, time
from pathlib import Path
from judge.cli.supervision import Child, GivenUp, Supervisor, signals_held_back
from judge.errors import CallerMistake
folder = Path(sys.argv[1])

def note(what):
    with (folder / "notes").open("a") as notes:
        notes.write(f"{what}\\n")

def stays(name, stubborn=False):
    def end(*_):
        note(f"{name} ends")
        if not stubborn:
            sys.exit(0)
    def run():
        signal.signal(signal.SIGTERM, end)
        signal.signal(signal.SIGINT, lambda *_: note(f"{name} hurries"))
        note(f"{name} {os.getpid()}")
        while True:
            time.sleep(60)
    return run

def fails():
    note(f"failing {time.monotonic_ns()}")
    return 3

def succeeds_at_last():
    note("trying 0")
    return 3 if (folder / "notes").read_text().count("trying") < 2 else 0

def mistaken():
    raise CallerMistake("no such place")

def supervise(*children):
    supervisor = Supervisor(*children, hopeless=(2,), tell=note)
    with signals_held_back():
        try:
            supervisor.watch()
        except GivenUp as verdict:
            return verdict.status
        finally:
            supervisor.stop()
    return 0
"""


class Supervised:
    """A supervisor in a process of its own, and what it and its children noted."""

    def __init__(self, folder: Path, program: str) -> None:
        self._notes = folder / "notes"
        command = [sys.executable, "-c", f"{PROLOGUE}\nsys.exit({program})", str(folder)]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)

    def text(self) -> str:
        return self._notes.read_text() if self._notes.exists() else ""

    def notes(self) -> list[str]:
        return self.text().splitlines()

    def pids(self, name: str) -> list[int]:
        return [int(pid) for pid in re.findall(rf"^{name} (\d+)$", self.text(), re.M)]

    def await_started(self, *names: str) -> None:
        await_(lambda: all(self.pids(name) for name in names), "the children")

    def end(self, number: signal.Signals) -> int:
        self.process.send_signal(number)
        return self.process.wait(30)


Supervise = Callable[[str], Supervised]


@pytest.fixture
def supervise(tmp_path: Path) -> Iterator[Supervise]:
    started: list[Supervised] = []

    def start(program: str) -> Supervised:
        started.append(Supervised(tmp_path, program))
        return started[-1]

    yield start
    for each in started:
        each.process.kill()
        each.process.communicate()
    pids = [int(pid) for each in started for pid in re.findall(r" (\d+)$", each.text(), re.M)]
    await_(lambda: not any(map(_lives, pids)), "the children to go")


def _lives(pid: int) -> bool:
    try:
        return ") Z" not in Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False


def test_a_child_that_is_killed_is_started_again(supervise: Supervise) -> None:
    supervised = supervise("supervise(Child('a', stays('a'), 5), Child('b', stays('b'), 5))")
    supervised.await_started("a", "b")
    os.kill(supervised.pids("a")[0], signal.SIGKILL)
    await_(lambda: len(supervised.pids("a")) == 2, "its successor")
    assert "a was ended by SIGKILL; it is started again" in supervised.notes()
    assert len(supervised.pids("b")) == 1


def test_a_child_that_always_fails_is_tried_ever_more_slowly(supervise: Supervise) -> None:
    supervised = supervise("supervise(Child('a', fails, 5))")
    await_(lambda: len(supervised.pids("failing")) == 4, "some tries")
    at = supervised.pids("failing")
    pauses = [later - earlier for earlier, later in pairwise(at)]
    assert pauses == sorted(pauses)
    assert supervised.end(signal.SIGTERM) == 0


def test_what_runs_once_is_tried_until_it_is_done(supervise: Supervise) -> None:
    supervised = supervise(
        "supervise(Child('a', succeeds_at_last, 5, once=True), Child('b', stays('b'), 5))"
    )
    await_(lambda: len(supervised.pids("trying")) == 2, "the second try")
    supervised.await_started("b")
    os.kill(supervised.pids("b")[0], signal.SIGKILL)
    await_(lambda: len(supervised.pids("b")) == 2, "the other child's successor")
    assert len(supervised.pids("trying")) == 2


def test_a_callers_mistake_ends_everything_with_its_message_and_code(supervise: Supervise) -> None:
    supervised = supervise("supervise(Child('b', stays('b'), 5), Child('a', mistaken, 5))")
    _, said = supervised.process.communicate(timeout=30)
    assert (supervised.process.returncode, said) == (2, "error: a: no such place\n")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_children_are_ended_and_the_last_one_last(
    supervise: Supervise, number: signal.Signals
) -> None:
    supervised = supervise(
        "supervise(Child('redis', stays('redis'), 5, last=True), Child('a', stays('a'), 5))"
    )
    supervised.await_started("redis", "a")
    assert supervised.end(number) == 0
    assert supervised.notes()[-2:] == ["a ends", "redis ends"]


def test_a_child_that_does_not_end_in_time_is_killed(supervise: Supervise) -> None:
    supervised = supervise("supervise(Child('a', stays('a', stubborn=True), 0.2))")
    supervised.await_started("a")
    assert supervised.end(signal.SIGTERM) == 0
    assert supervised.notes()[-2:] == ["a ends", "a does not end, and is killed"]


def test_insisting_hastens_the_end(supervise: Supervise) -> None:
    supervised = supervise("supervise(Child('a', stays('a', stubborn=True), 600))")
    supervised.await_started("a")
    supervised.process.send_signal(signal.SIGINT)
    await_(lambda: "a ends" in supervised.notes(), "the child to hear of it")
    assert supervised.end(signal.SIGINT) == 0
    assert supervised.notes()[-2:] == ["a hurries", "a does not end, and is killed"]


def test_children_end_when_their_supervisor_is_killed(supervise: Supervise) -> None:
    supervised = supervise("supervise(Child('a', stays('a'), 5), Child('b', stays('b'), 5))")
    supervised.await_started("a", "b")
    supervised.end(signal.SIGKILL)
    await_(lambda: {"a ends", "b ends"} <= set(supervised.notes()), "the children to hear of it")


def test_a_ctrl_c_of_the_terminal_reaches_the_supervisor_only(supervise: Supervise) -> None:
    """Children have sessions of their own, and are asked one after the other."""
    supervised = supervise("supervise(Child('a', stays('a'), 5))")
    supervised.await_started("a")
    assert os.getsid(supervised.pids("a")[0]) == supervised.pids("a")[0]
