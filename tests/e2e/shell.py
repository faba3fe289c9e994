"""Command lines as a person at a shell starts them: real processes in surroundings of their own."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from docker import DockerClient
from docker.errors import APIError

from tests.cli.command_line import Outcome, owner_of

JUDGE = Path(sys.executable).with_name("judge")
"""The command as it is installed."""

RIGHT = """\
def largest_sum(numbers):
    best = ending_here = 0
    for number in numbers:
        ending_here = max(0, ending_here + number)
        best = max(best, ending_here)
    return best
"""
"""Solves the problem `a-function`; the others run until somebody stops them."""
_STARTED = """\
import subprocess

def largest_sum(numbers):
    subprocess.Popen(["sleep", "1000"])
"""
BUSY = _STARTED + "    while True:\n        pass\n"
SLEEPING = _STARTED + "    __import__('time').sleep(1000)\n"

Process = subprocess.Popen[str]


@dataclass
class Shell:
    """Starts `judge` and knows what it started.

    Attributes:
        folder: where it starts, and where solutions are written.
        temp: the temporary folder of everything it starts, and of nothing else.
        environment: variables of everything it starts.
    """

    folder: Path
    temp: Path
    environment: dict[str, str]
    started: list[Process] = field(default_factory=list)

    def start(self, *arguments: object, **changes: str | None) -> Process:
        """Start a command line; a variable that is changed to None is not set."""
        return self.start_program([str(JUDGE), *map(str, arguments)], changes)

    def start_program(
        self,
        command: Sequence[str],
        changes: Mapping[str, str | None] = MappingProxyType({}),
        terminal: int | None = None,
    ) -> Process:
        """Start a program that becomes `judge`, on pipes or on a terminal."""
        environment = {k: v for k, v in {**self.environment, **changes}.items() if v is not None}
        process = subprocess.Popen(
            command,
            cwd=self.folder,
            env=environment,
            stdin=subprocess.PIPE if terminal is None else terminal,
            stdout=subprocess.PIPE if terminal is None else terminal,
            stderr=subprocess.PIPE if terminal is None else terminal,
            text=True,
        )
        self.started.append(process)
        return process

    def judge(
        self, *arguments: object, stdin: str = "", timeout_s: float = 120, **changes: str | None
    ) -> Outcome:
        """Run a command line to its end."""
        return outcome_of(self.start(*arguments, **changes), stdin, timeout_s)

    def script(self, script: str, *arguments: object, program: tuple[str, ...] = ()) -> Outcome:
        """Run a line of shell that becomes `"$0"`, the command; `"$1"` is the first argument.

        Args:
            program: what becomes the shell.
        """
        command = (*program, "sh", "-euc", script, str(JUDGE), *map(str, arguments))
        return outcome_of(self.start_program(command))

    def write(self, source: str, name: str = "solution.py") -> Path:
        """Write a file in the folder."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source)
        return path

    def owners(self) -> set[str]:
        """What labels of boxes begin with, of all that it has started."""
        return {owner_of(process) for process in self.started}

    def end(self) -> None:
        """End what still runs."""
        for process in self.started:
            if process.poll() is None:
                process.send_signal(signal.SIGKILL)
            process.communicate()


def outcome_of(process: Process, stdin: str = "", timeout_s: float = 120) -> Outcome:
    """What a command line did, once it has ended."""
    out, err = process.communicate(stdin, timeout=timeout_s)
    return Outcome(process.returncode, out, err)


def boxes_of(engine: DockerClient, owners: set[str]) -> list[str]:
    """The states of the boxes of some processes."""
    found = engine.api.containers(all=True, filters={"label": "coderound.owner"})
    return [box["State"] for box in found if box["Labels"]["coderound.owner"] in owners]


def runs_in(engine: DockerClient, shell: Shell) -> bool:
    """Whether one of the programs above has been called in a box of the shell's."""
    for box in engine.api.containers(filters={"label": "coderound.owner"}):
        if box["Labels"]["coderound.owner"] in shell.owners():
            with suppress(APIError):  # it has just ended, or not yet begun
                commands = engine.api.top(box["Id"], "-eo pid,args")["Processes"]
                return any("sleep 1000" in " ".join(command) for command in commands)
    return False


def processes_that_name(folder: Path) -> list[str]:
    """Command lines of the processes whose environment or command line names a folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        if process.name == str(os.getpid()):
            continue
        try:
            command = (process / "cmdline").read_bytes()
            if str(folder).encode() in command + (process / "environ").read_bytes():
                found.append(command.replace(b"\0", b" ").decode(errors="replace"))
        except OSError:
            continue  # it has just ended, or belongs to somebody else
    return found
