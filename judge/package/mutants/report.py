"""What judging the mutants of a model solution showed."""

from enum import StrEnum

from judge.model.base import Value


class Fate(StrEnum):
    """What became of a mutant."""

    KILLED = "killed"
    SURVIVED = "survived"
    EQUIVALENT = "equivalent"
    """It survived, and the author says why no test can kill it."""


class MutantRow(Value):
    """One mutant.

    Attributes:
        file: the file that differs.
        line: number of its first line that differs.
        rule: the kind of change.
        old, new: the lines that differ, without the blanks around them.
        killed_by: the first two tests that told it from the model solution.
        timed_out: whether one of these only saw that it takes far longer.
        reason: why it is equivalent, if it is.
    """

    file: str
    line: int
    rule: str
    old: str
    new: str
    fate: Fate
    killed_by: tuple[str, ...] = ()
    timed_out: bool = False
    reason: str | None = None


class MutantReport(Value):
    """The strength of a package's tests.

    Attributes:
        idle_cases: secret tests that are never the only one to kill a mutant: without any one of them
            the same mutants die.
    """

    rows: tuple[MutantRow, ...]
    idle_cases: tuple[str, ...]

    def count(self, fate: Fate) -> int:
        """How many mutants met this fate."""
        return sum(row.fate is fate for row in self.rows)

    @property
    def score(self) -> float:
        """The share of mutants killed, among those that are not equivalent; 1.0 if there are none."""
        killed, survived = self.count(Fate.KILLED), self.count(Fate.SURVIVED)
        return killed / (killed + survived) if killed + survived else 1.0
