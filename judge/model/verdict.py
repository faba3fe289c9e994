"""Verdicts and their order of severity."""

from collections.abc import Iterable
from enum import StrEnum


class Verdict(StrEnum):
    """The outcome of a test case, a group or a judging.

    JE is the judge's own failure and is never held against anyone.
    """

    AC = "AC"
    WA = "WA"
    OLE = "OLE"
    TLE = "TLE"
    MLE = "MLE"
    RTE = "RTE"
    CE = "CE"
    JE = "JE"

    @property
    def title(self) -> str:  # type: ignore[override]  # nobody wants str.title of a verdict
        """The name a person reads."""
        return _TITLES[self]

    @property
    def severity(self) -> int:
        """Rank for `worst`: higher is worse.

        The order is the legacy ICPC format's `worst_error`: JE, (CE,) RTE, MLE, TLE, OLE, WA.
        """
        return _SEVERITY[self]


_TITLES = {
    Verdict.AC: "Accepted",
    Verdict.WA: "Wrong Answer",
    Verdict.OLE: "Output Limit Exceeded",
    Verdict.TLE: "Time Limit Exceeded",
    Verdict.MLE: "Memory Limit Exceeded",
    Verdict.RTE: "Run Time Error",
    Verdict.CE: "Compile Error",
    Verdict.JE: "Judge Error",
}
_SEVERITY = {verdict: rank for rank, verdict in enumerate(_TITLES)}


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """The most severe of `verdicts`; AC when there are none."""
    return max(verdicts, key=lambda verdict: verdict.severity, default=Verdict.AC)
