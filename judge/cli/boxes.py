"""A sandbox for the length of one command."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from judge.cli.interruption import uninterrupted
from judge.cli.output import say

if TYPE_CHECKING:
    from judge.sandbox.port import Sandbox
    from judge.settings import Settings
    from judge.wiring import SandboxKind


@contextmanager
def opened_sandbox(settings: "Settings", kind: "SandboxKind" = "docker") -> "Iterator[Sandbox]":
    """A sandbox whose boxes are all gone afterwards, whatever ends the command.

    Raises:
        SandboxError: there can be none.
    """
    from judge.wiring import make_sandbox

    if kind == "local":
        say(
            "WARNING: --sandbox local isolates nothing. The program runs as you, with your files and\n"
            "your network. Judge only code that you trust as much as your own."
        )
    sandbox = make_sandbox(settings, kind)
    try:
        yield sandbox
    finally:
        with uninterrupted():
            sandbox.close()
