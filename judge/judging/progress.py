"""How a judging tells what it is doing, for progress bars and event streams."""

from typing import Protocol

from judge.model.submission import CaseResult, CompileResult


class Listener(Protocol):
    """Hears of every step; what it hears is already redacted for the candidate."""

    def compiled(self, result: CompileResult, case_count: int) -> None:
        """Compilation ended; if it succeeded, `case_count` test cases may follow."""

    def case_done(self, result: CaseResult) -> None:
        """A test case was judged, or skipped (then its verdict is None)."""


class Silence:
    """A listener that does not care."""

    def compiled(self, result: CompileResult, case_count: int) -> None:
        """Ignore it."""

    def case_done(self, result: CaseResult) -> None:
        """Ignore it."""
