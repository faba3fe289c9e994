"""A command line, run in the process of the tests or in one of its own."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

JUDGE = (sys.executable, "-c", "import sys; from judge.cli.main import main; sys.exit(main())")


@dataclass(frozen=True)
class Outcome:
    """What a command line did."""

    code: int
    out: str
    err: str

    def document(self) -> dict[str, Any]:
        """Stdout as the one JSON document that it has to be."""
        document: dict[str, Any] = json.loads(self.out)
        return document


Judge = Callable[..., Outcome]


def start_judge(*arguments: object) -> "subprocess.Popen[str]":
    """Start a command line in a process of its own, as a shell would."""
    return subprocess.Popen(
        [*JUDGE, *(str(argument) for argument in arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=dict(os.environ),
    )


def owner_of(process: "subprocess.Popen[str]") -> str:
    """What the label of boxes that a process makes begins with."""
    return f"{socket.gethostname()}/{process.pid}"
