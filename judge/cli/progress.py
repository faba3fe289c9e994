"""Telling a person who waits what is going on: on stderr, and only on a terminal."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from judge.model.submission import CaseResult, CompileResult
    from judge.package.verify_report import ExampleRow, Finding


class Bar(Protocol):
    """Something that fills up."""

    def say(self, what: str) -> None:
        """Tell what is being done."""

    def start(self, count: int, what: str) -> None:
        """Begin to count to `count`."""

    def advance(self, what: str) -> None:
        """One more of them is done."""


class _NoBar:
    """For a pipe or a file."""

    def say(self, what: str) -> None:
        """Say nothing."""

    def start(self, count: int, what: str) -> None:
        """Count nothing."""

    def advance(self, what: str) -> None:
        """Count nothing."""


@contextmanager
def progress_bar() -> Iterator[Bar]:
    """A bar that is gone at the end, if there is somebody to see it."""
    if not sys.stderr.isatty():
        yield _NoBar()
        return
    from judge.cli.render import TerminalBar

    with TerminalBar() as bar:
        yield bar


class JudgingProgress:
    """A judging's `Listener` that fills a bar."""

    def __init__(self, bar: Bar, subject: str) -> None:
        self._bar, self._subject = bar, subject

    def compiled(self, result: "CompileResult", case_count: int) -> None:
        """See `Listener.compiled`."""
        self._bar.start(case_count, self._subject)

    def case_done(self, result: "CaseResult") -> None:
        """See `Listener.case_done`."""
        self._bar.advance(f"{self._subject} {result.name}")


class VerifyProgress:
    """A `VerifyListener` that fills a bar."""

    def __init__(self, bar: Bar, package: str) -> None:
        self._bar, self._package = bar, package

    def started(self, example_count: int) -> None:
        """See `VerifyListener.started`."""
        self._bar.start(example_count, self._package)

    def step(self, what: str) -> None:
        """See `VerifyListener.step`."""
        self._bar.say(f"{self._package}: {what}")

    def example_done(self, row: "ExampleRow") -> None:
        """See `VerifyListener.example_done`."""
        self._bar.advance(f"{self._package}: {row.name}")

    def mutants_started(self, count: int) -> None:
        """See `VerifyListener.mutants_started`."""
        self._bar.start(count, f"{self._package}: mutants")

    def mutant_done(self, name: str) -> None:
        """See `VerifyListener.mutant_done`."""
        self._bar.advance(f"{self._package}: mutant of {name}")

    def found(self, finding: "Finding") -> None:
        """What is wrong is shown at the end, all of it together."""
