"""A person, a supervisor or the kernel ends a command in the middle of a test."""

import os
import pty
import signal

import docker
import pytest

from tests.e2e.private_engine import await_
from tests.e2e.shell import (
    BUSY,
    JUDGE,
    SLEEPING,
    Process,
    Shell,
    boxes_of,
    processes_that_name,
    runs_in,
)

CTRL_C = b"\x03"


@pytest.mark.docker
@pytest.mark.parametrize("times", [1, 2])
def test_ctrl_c_on_a_terminal_ends_it_with_one_line(
    engine: docker.DockerClient, shell: Shell, times: int
) -> None:
    """The terminal sends the signal to the whole group, as it does for a person."""
    keyboard, terminal = pty.openpty()
    command = ("setsid", "--ctty", str(JUDGE), "run", "a-function", str(shell.write(SLEEPING)))
    process = shell.start_program(command, {"TERM": "xterm"}, terminal)
    os.close(terminal)
    screen = bytearray()
    await_(lambda: runs_in(engine, shell), "the program")
    os.write(keyboard, CTRL_C)
    if times == 2:
        await_(lambda: _shows(keyboard, screen, b"^C"), "the first Ctrl-C to arrive")
        os.write(keyboard, CTRL_C)
    _read_to_the_end(keyboard, screen)
    assert process.wait(timeout=60) == 130
    shown = screen.decode(errors="replace")  # ^C may be echoed in the middle of a character
    assert shown.count("interrupted") == 1
    assert shown.endswith("judge: interrupted; its boxes are removed\r\n")
    assert "Traceback" not in shown
    assert boxes_of(engine, shell.owners()) == []


@pytest.mark.docker
def test_sigterm_ends_it_with_one_line(engine: docker.DockerClient, shell: Shell) -> None:
    process = shell.start("run", "a-function", shell.write(BUSY), "--json")
    await_(lambda: runs_in(engine, shell), "the program")
    process.terminate()
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (143, "")
    assert err == "judge: interrupted; its boxes are removed\n"
    assert boxes_of(engine, shell.owners()) == []


@pytest.mark.docker
@pytest.mark.parametrize("source", [BUSY, SLEEPING])
def test_the_box_of_a_killed_judge_goes_by_itself(
    engine: docker.DockerClient, shell: Shell, source: str
) -> None:
    process = shell.start("run", "a-function", shell.write(source))
    await_(lambda: runs_in(engine, shell), "the program")
    process.kill()
    assert process.wait() == -signal.SIGKILL
    await_(lambda: boxes_of(engine, shell.owners()) == [], "the box to end", deadline_s=30)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_without_a_box_an_interrupted_program_ends_too(
    shell: Shell, number: signal.Signals
) -> None:
    """The sandbox `local`: the agent, the program and their folder go."""
    process = shell.start("run", "a-function", shell.write(SLEEPING), "--sandbox", "local")
    await_(lambda: _works_locally(shell), "the agent")
    process.send_signal(number)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 128 + number
    assert err.endswith("judge: interrupted; its boxes are removed\n")
    assert "Traceback" not in err


def test_without_a_box_the_program_of_a_killed_judge_ends_too(shell: Shell) -> None:
    process: Process = shell.start("run", "a-function", shell.write(BUSY), "--sandbox", "local")
    await_(lambda: _works_locally(shell), "the agent")
    process.kill()
    process.wait()
    await_(lambda: processes_that_name(shell.temp) == [], "the agent to end", deadline_s=30)
    assert list(shell.temp.glob("coderound-local-*")) == []


def _works_locally(shell: Shell) -> bool:
    return any("--local" in command for command in processes_that_name(shell.temp))


def _shows(keyboard: int, screen: bytearray, text: bytes) -> bool:
    if text not in screen:
        screen += os.read(keyboard, 4096)
    return text in screen


def _read_to_the_end(keyboard: int, screen: bytearray) -> None:
    """Read what is shown until nobody has the terminal open any more."""
    try:
        while shown := os.read(keyboard, 4096):
            screen += shown
    except OSError:  # EIO is how a terminal says that
        pass
    finally:
        os.close(keyboard)
