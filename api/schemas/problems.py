"""Problems and their versions."""

from datetime import datetime
from typing import Any, Literal

from pydantic import ConfigDict, Field

from api.base import Document, Id, Name, Shown, Text
from api.pagination import Page, PageQuery
from judge.model.limits import Limits
from judge.model.problem import ProblemKind, Signature
from judge.model.stored import ProblemVersion, Sample, VersionState
from judge.scoring.percentile import bins
from judge.service.runtimes import Runtimes

_AT = "2026-01-31T12:00:00Z"
ENTRY_EXAMPLE: dict[str, Any] = {
    "name": "interval-merge",
    "version": 3,
    "title": "Merge intervals",
    "kind": "function",
    "difficulty": "easy",
    "tags": ["intervals", "sorting"],
    "languages": ["python3"],
    "max_score": 100.0,
}
PROBLEM_EXAMPLE: dict[str, Any] = {
    **ENTRY_EXAMPLE,
    "source": "A common interview question",
    "statement": "Merge all intervals that overlap.",
    "statement_format": "markdown",
    "signature": {
        "entry": "merge_intervals",
        "methods": {
            "merge_intervals": {
                "parameters": {"intervals": "list[list[int]]"},
                "returns": "list[list[int]]",
            }
        },
    },
    "image": "python",
    "limits": {
        "cpu_time_ms": 2000,
        "wall_time_ms": 5000,
        "memory_bytes": 2147483648,
        "output_bytes": 8388608,
        "processes": 64,
        "disk_bytes": 67108864,
    },
    "max_source_bytes": 131072,
    "driver": None,
    "starter": ["python3"],
    "samples": [
        {
            "name": "sample/1",
            "input": "[[[1, 3], [2, 6]]]",
            "answer": "[[1, 6]]",
            "description": None,
        }
    ],
    "digest": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
}
VERSION_EXAMPLE: dict[str, Any] = {
    "id": "01JD0G3Q8V6T5C2X9WZK4M7N1P",
    "problem": "interval-merge",
    "number": 3,
    "digest": PROBLEM_EXAMPLE["digest"],
    "state": "verifying",
    "title": "Merge intervals",
    "created_by": "01JCZZ0A1B2C3D4E5F6G7H8J9K",
    "created_at": _AT,
}
RUNTIMES_EXAMPLE: dict[str, Any] = {
    "problem": "interval-merge",
    "solvers": 125,
    "bins": [each.model_dump() for each in bins([*[0] * 6, 3, 21, 64, 31, 6, *[0] * 9])],
}


class ProblemEntry(Shown):
    """A problem in a list."""

    model_config = ConfigDict(json_schema_extra={"examples": [ENTRY_EXAMPLE]})

    name: str
    version: int = Field(description="Number of the published version.")
    title: str
    kind: ProblemKind
    difficulty: str | None
    tags: tuple[str, ...]
    languages: tuple[str, ...]
    max_score: float

    @classmethod
    def of(cls, stored: ProblemVersion) -> "ProblemEntry":
        """A published version as a list shows it."""
        return cls(**_entry_fields(stored))


class Problem(ProblemEntry):
    """A published problem: all that everybody may see of it."""

    model_config = ConfigDict(json_schema_extra={"examples": [PROBLEM_EXAMPLE]})

    source: str | None
    statement: str
    statement_format: Literal["markdown", "latex", "pdf"] | None
    signature: Signature | None
    image: str = Field(description="Runner image.")
    limits: Limits | None = Field(description="Of one test; null until they have been measured.")
    max_source_bytes: int
    driver: str | None = Field(description="The file that is run, whatever is submitted.")
    starter: tuple[str, ...] = Field(description="Languages with something to start from.")
    samples: tuple[Sample, ...] | None = Field(description="Null until they have been made.")
    digest: str = Field(description="Of the package.")

    @classmethod
    def of(cls, stored: ProblemVersion) -> "Problem":
        """A published version in full."""
        manifest = stored.manifest
        return cls(
            **_entry_fields(stored),
            source=manifest.source,
            statement=manifest.statement,
            statement_format=manifest.statement_format,
            signature=manifest.signature,
            image=manifest.image,
            limits=manifest.limits,
            max_source_bytes=manifest.max_source_bytes,
            driver=manifest.driver,
            starter=tuple(manifest.starter),
            samples=manifest.samples,
            digest=stored.digest,
        )


def _entry_fields(stored: ProblemVersion) -> dict[str, Any]:
    manifest = stored.manifest
    return {
        "name": stored.problem,
        "version": stored.number,
        "title": manifest.title,
        "kind": manifest.kind,
        "difficulty": manifest.difficulty,
        "tags": manifest.tags,
        "languages": manifest.languages,
        "max_score": manifest.max_score,
    }


class ProblemPage(Page[ProblemEntry]):
    """A page of problems by name."""


class ProblemQuery(PageQuery):
    """Which problems are listed; what is left out does not narrow."""

    search: Text | None = Field(
        default=None, max_length=200, description="In name and title, regardless of case."
    )
    tag: list[Name] = Field(default=[], max_length=20, description="All of these.")
    difficulty: Name | None = None


class Starter(Shown):
    """What a problem gives to start from."""

    problem: str = Field(examples=["interval-merge"])
    language: str = Field(examples=["python3"])
    source: str = Field(examples=["def merge_intervals(intervals):\n    ...\n"])


class RuntimeBin(Shown):
    """A bin of the histogram."""

    at_least: float | None = Field(description="Null for the first bin.")
    below: float | None = Field(description="Null for the last bin.")
    count: int


class RuntimeHistogram(Shown):
    """How fast a problem was solved: everybody once, with the best ratio to the reference."""

    model_config = ConfigDict(json_schema_extra={"examples": [RUNTIMES_EXAMPLE]})

    problem: str
    solvers: int = Field(description="How many are counted.")
    bins: tuple[RuntimeBin, ...] = Field(
        description="Twenty, the fastest first; the same for every problem, even on a log scale."
    )

    @classmethod
    def of(cls, found: Runtimes) -> "RuntimeHistogram":
        """What was counted, as it is shown."""
        counted = tuple(
            RuntimeBin(at_least=each.at_least, below=each.below, count=each.count)
            for each in found.bins
        )
        return cls(problem=found.problem, solvers=found.solvers, bins=counted)


class Version(Shown):
    """One uploaded package of a problem."""

    model_config = ConfigDict(json_schema_extra={"examples": [VERSION_EXAMPLE]})

    id: Id
    problem: str
    number: int
    digest: str
    state: VersionState
    title: str
    created_by: Id | None = Field(description="Null: one of the service's own.")
    created_at: datetime

    @classmethod
    def of(cls, stored: ProblemVersion) -> "Version":
        """A stored version as it is shown."""
        return cls(
            id=stored.id,
            problem=stored.problem,
            number=stored.number,
            digest=stored.digest,
            state=stored.state,
            title=stored.manifest.title,
            created_by=stored.created_by,
            created_at=stored.created_at,
        )


class VersionList(Shown):
    """All versions of a problem, the latest first."""

    items: list[Version]


class Verification(Shown):
    """What verifying a version found."""

    state: VersionState
    report: Document | None = Field(
        description=(
            "The document `coderound.verify/1`, or `{message}` if there could be none; "
            "null until it is done."
        ),
        examples=[{"schema": "coderound.verify/1", "ok": True}],
    )
