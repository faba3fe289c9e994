"""The ways of home-made judges: containers of the engine, entered from the outside.

Each reads its standard input to the end, so that none outlives us: a client whose pipe ends ends.
"""

import subprocess
from types import TracebackType
from typing import Self

from bench.programs import ANSWER, INPUT, TESTS, run_tests
from judge.sandbox.images import image_reference

_RUN = ["docker", "run", "--rm", "--interactive", "--network", "none"]
_PYTHON = "/usr/bin/python3"


def run_per_test(text: str) -> None:
    """A container for each test."""
    run_tests([*_RUN, image_reference("python"), _PYTHON, "-c", text])


def run_per_submission(text: str) -> None:
    """A container for the submission, in which a shell starts Python for each test, one after another."""
    loop = f'cat >/tmp/in; for t in $(seq {TESTS}); do {_PYTHON} -c "$0" </tmp/in; done'
    command = [*_RUN, image_reference("python"), "/bin/sh", "-c", loop, text]
    done = subprocess.run(command, input=INPUT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == [ANSWER] * TESTS, done.stderr


class KeptContainer:
    """A container that stays and is entered from outside."""

    def __init__(self, image: str = "python") -> None:
        self._image = image

    def __enter__(self) -> Self:
        # `cat` ends when our end of its pipe is closed, whatever became of us.
        command = [*_RUN, image_reference(self._image), "/bin/sh", "-c", "hostname; exec cat"]
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            # A Ctrl-C is for us; the client would pass it on.
            start_new_session=True,
        )
        assert self._process.stdout is not None
        self._id = self._process.stdout.readline().strip()
        assert self._id, f"no container of {self._image} starts"
        return self

    def output_of(self, command: list[str]) -> str:
        """Run a command in it."""
        enter = ["docker", "exec", "--interactive", self._id, *command]
        return subprocess.run(enter, capture_output=True, text=True, check=True).stdout

    def exec_per_test(self, text: str) -> None:
        """Enter it for each test."""
        run_tests(["docker", "exec", "--interactive", self._id, _PYTHON, "-c", text])

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(timeout=60)
