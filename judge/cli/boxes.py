"""A sandbox for the length of one command."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from judge.cli.interruption import uninterrupted
from judge.cli.output import say
from judge.errors import StoreError

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

    noise_floor = _noise_floor(settings)
    if kind == "local":
        say(
            "WARNING: --sandbox local isolates nothing. The program runs as you, with your files and\n"
            "your network. Judge only code that you trust as much as your own."
        )
    sandbox = make_sandbox(settings, kind, noise_floor=noise_floor)
    try:
        yield sandbox
    finally:
        with uninterrupted():
            sandbox.close()


def _noise_floor(settings: "Settings") -> float | None:
    """The host's noise floor, if it was measured and the record of it is readable."""
    from judge.host.noise import read_noise

    try:
        noise = read_noise(settings.data_dir)
    except StoreError as error:
        say(f"WARNING: {error}")
        return None
    return None if noise is None else noise.floor
