"""What verifying a package found."""

from enum import StrEnum
from typing import Any, Protocol

from judge.model.base import Value
from judge.model.verdict import Verdict
from judge.package.mutants.report import MutantReport


class Severity(StrEnum):
    """An error is a promise that the package breaks; a warning is something to look at."""

    ERROR = "error"
    WARNING = "warning"


class Finding(Value):
    """One thing that is wrong; `where` names the file, test case or example it is about."""

    severity: Severity
    where: str
    message: str


class ExampleRow(Value):
    """One example submission: what was promised of it and what it did.

    Attributes:
        name: path below `submissions/`.
        language: code of its language, or None for one that we do not judge.
        got: its verdict, or None if it was not judged.
        ok: whether it kept its promises; None if it was not judged or nothing is promised.
        slowest_case, slowest_ms: its slowest test and that test's CPU time.
        why: the first promise it broke, or why it was not judged.
    """

    name: str
    language: str | None
    expected: str
    got: Verdict | None = None
    ok: bool | None = None
    score: float | None = None
    slowest_case: str | None = None
    slowest_ms: float | None = None
    why: str | None = None


class VerifyReport(Value):
    """All that was found. `ok` holds if there is no error among it.

    Attributes:
        mutants: how strong the tests are; None if that was not asked for.
    """

    problem: str
    digest: str
    cases: int
    time_limit_ms: int
    findings: tuple[Finding, ...]
    examples: tuple[ExampleRow, ...]
    mutants: MutantReport | None = None

    @property
    def ok(self) -> bool:
        """Whether the package keeps its promises."""
        return not any(finding.severity is Severity.ERROR for finding in self.findings)

    def document(self) -> dict[str, Any]:
        """The report as JSON values."""
        return {"schema": "coderound.verify/1", "ok": self.ok, **self.model_dump(mode="json")}


class VerifyListener(Protocol):
    """Hears what verifying is doing, for a progress bar."""

    def started(self, example_count: int) -> None:
        """The data are there; so many examples will be judged."""

    def step(self, what: str) -> None:
        """Something begins that may take a while."""

    def example_done(self, row: ExampleRow) -> None:
        """An example was judged, or left out."""

    def mutants_started(self, count: int) -> None:
        """So many mutants of the model solution will be judged."""

    def mutant_done(self, name: str) -> None:
        """The tests had a mutant before them."""

    def found(self, finding: Finding) -> None:
        """Something is wrong."""


class SilentListener:
    """A listener that does not care."""

    def started(self, example_count: int) -> None:
        """Ignore it."""

    def step(self, what: str) -> None:
        """Ignore it."""

    def example_done(self, row: ExampleRow) -> None:
        """Ignore it."""

    def mutants_started(self, count: int) -> None:
        """Ignore it."""

    def mutant_done(self, name: str) -> None:
        """Ignore it."""

    def found(self, finding: Finding) -> None:
        """Ignore it."""
