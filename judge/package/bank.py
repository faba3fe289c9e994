"""The problems folder as a whole: which group a problem belongs to, and what verifying it last showed.

The record (`verified.json` in the problems folder) is written by `make verify-bank` and kept with the
packages. It holds each package's digest, so that anyone can tell which ones have changed since.
"""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from judge.errors import PackageError
from judge.model.base import Value
from judge.package.fields import shown
from judge.package.mutants.report import Fate
from judge.package.package import Package
from judge.package.verify_report import VerifyReport

RECORD = "verified.json"
SHARES = 28
"""In how many days all packages have their turn, when a share of them is verified each day."""

GROUPS = {
    "arrays": "Arrays, strings, hashing",
    "graphs": "Graphs, trees, dynamic programming",
    "queues": "Queues and events",
    "data-preparation": "Data preparation",
    "linear-models": "Linear models",
    "metrics": "Metrics and inference",
    "clustering": "Clustering and dimensionality reduction",
    "trees": "Trees and boosting",
    "recommendation": "Recommendation and bandits",
    "neural-networks": "Neural networks in NumPy",
    "pytorch": "PyTorch",
    "distributed": "Distributed training, simulated",
}
"""Titles of the groups, by the tag that a problem of the group begins with."""

OTHER = "Other problems"


class Verified(Value):
    """What verifying a package showed.

    Attributes:
        digest: of the package that was verified.
        cases: tests, samples included.
        accepted, wrong: example submissions, all of which got the verdict they promise.
        mutants: of the model solution, equivalent ones not counted; `killed` of them died.
        slowest_ms: CPU time of the slowest test of an accepted example.
    """

    digest: str
    cases: int
    accepted: int
    wrong: int
    mutants: int
    killed: int
    equivalent: int
    slowest_ms: float


def verified(report: VerifyReport) -> Verified:
    """What is recorded of a verification with mutants.

    Raises:
        ValueError: the package broke a promise, or its mutants were not judged.
    """
    if not report.ok or report.mutants is None:
        raise ValueError(f"{report.problem} was not verified")
    judged = [row for row in report.examples if row.got is not None]
    accepted = [row for row in judged if row.name.startswith("accepted/")]
    killed = report.mutants.count(Fate.KILLED)
    return Verified(
        digest=report.digest,
        cases=report.cases,
        accepted=len(accepted),
        wrong=len(judged) - len(accepted),
        mutants=killed + report.mutants.count(Fate.SURVIVED),
        killed=killed,
        equivalent=report.mutants.count(Fate.EQUIVALENT),
        slowest_ms=max((row.slowest_ms or 0.0 for row in accepted), default=0.0),
    )


def read_record(problems_dir: Path) -> dict[str, Verified]:
    """What verifying last showed, by problem; empty if there is no record.

    Raises:
        PackageError: the record is damaged.
    """
    path = problems_dir / RECORD
    if not path.is_file():
        return {}
    try:
        entries = json.loads(path.read_bytes())
        return {name: Verified.model_validate(entry) for name, entry in entries.items()}
    except (ValueError, AttributeError, ValidationError) as error:
        raise PackageError(f"{shown(path)}: not a record of verifications: {error}") from None


def write_record(problems_dir: Path, record: dict[str, Verified]) -> None:
    """Keep what verifying showed."""
    entries = {name: record[name].model_dump(mode="json") for name in sorted(record)}
    (problems_dir / RECORD).write_text(json.dumps(entries, indent=1) + "\n", encoding="utf-8")


def to_verify(packages: Iterable[Package], record: dict[str, Verified], day: date) -> list[Package]:
    """Those that have changed since they were recorded, and a day's share of the others."""
    share = day.toordinal() % SHARES
    return [
        package
        for index, package in enumerate(packages)
        if index % SHARES == share
        or package.name not in record
        or record[package.name].digest != package.digest
    ]


def group_of(tags: tuple[str, ...]) -> str:
    """The title of the group that a problem with these tags belongs to."""
    return GROUPS.get(tags[0], OTHER) if tags else OTHER


def by_group(packages: Iterable[Package]) -> dict[str, list[Package]]:
    """Packages under the titles of their groups, in the groups' order; each group as it came."""
    found: dict[str, list[Package]] = {title: [] for title in (*GROUPS.values(), OTHER)}
    for package in packages:
        found[group_of(package.tags)].append(package)
    return {title: members for title, members in found.items() if members}


def overview(packages: list[Package], record: dict[str, Verified]) -> str:
    """The problems folder's README: every problem with its group, difficulty and strength."""
    lines = [
        "# Problems",
        "",
        f"{len(packages)} problem packages. This page is generated from them and from `{RECORD}` by",
        "`make bank-page`; a test compares. `make verify-bank` verifies all of them and renews both.",
        "",
        "*Tests* counts samples too; *examples* are accepted and wrong submissions, each of which gets the",
        "verdict it promises; *mutants* are changed model solutions that the tests tell from the right one,",
        "of those that are not equivalent.",
    ]
    for title, members in by_group(packages).items():
        lines += [
            "",
            f"## {title}",
            "",
            "| problem | title | difficulty | kind | tests | examples | mutants killed |",
            "|---|---|---|---|---|---|---|",
            *(_row(package, record.get(package.name)) for package in members),
        ]
    return "\n".join(lines) + "\n"


def _row(package: Package, known: Verified | None) -> str:
    strength = ("", "", "")
    if known is not None:
        strength = (
            str(known.cases),
            f"{known.accepted} + {known.wrong}",
            f"{known.killed} of {known.mutants}",
        )
    cells = (
        f"[{package.name}]({package.name}/statement/problem.en.md)",
        package.title,
        package.difficulty or "",
        package.kind.value,
        *strength,
    )
    return f"| {' | '.join(cells)} |"
