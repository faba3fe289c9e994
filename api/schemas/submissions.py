"""Submissions and judgings."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any

from pydantic import ConfigDict, Field, StrictBool

from api.base import Id, Instant, Name, Sent, Shown, Source, Text
from api.pagination import Page, PageQuery
from api.schemas.documents import JUDGING_EXAMPLE, JudgingDocument
from judge.model.stored import StoredJudging, StoredSubmission, SubmissionFilter
from judge.model.submission import JudgingState
from judge.model.verdict import Verdict
from judge.service.runtimes import Position
from judge.service.sources import NewFile
from judge.service.submissions import SubmittedFile
from judge.service.submit import NewSubmission

MAX_FILES = 100

_ID = "01JD0G3Q8V6T5C2X9WZK4M7N1P"
_JUDGING_ID = "01JD0G3Q8W0B7K2M4N6P8R1S3T"
_USER_ID = "01JCZZ0A1B2C3D4E5F6G7H8J9K"
_AT = "2026-01-31T12:00:00Z"
SOURCE_EXAMPLE = "def merge_intervals(intervals):\n    return sorted(intervals)\n"
ENTRY_EXAMPLE: dict[str, Any] = {
    "id": _ID,
    "problem": "interval-merge",
    "language": "python3",
    "user": _USER_ID,
    "created_at": _AT,
    "state": "done",
    "verdict": "AC",
    "score": 100.0,
}
JUDGING: dict[str, Any] = {
    "id": _JUDGING_ID,
    "submission": _ID,
    "problem_version": 3,
    "state": "done",
    "attempt": 1,
    "created_at": _AT,
    "started_at": _AT,
    "finished_at": _AT,
    "verdict": "AC",
    "score": 100.0,
    "cause": None,
    "rejudge": None,
    "replaces": None,
}
JUDGING_WITH_RESULT = {**JUDGING, "result": JUDGING_EXAMPLE}
PERCENTILE_EXAMPLE: dict[str, Any] = {"faster_than_percent": 83.1, "others": 124}

FileName = Annotated[Text, Field(min_length=1, max_length=255)]


class File(Sent):
    """A source file."""

    name: FileName = Field(description="Relative, with `/`.", examples=["solution.py"])
    content: Source = Field(examples=[SOURCE_EXAMPLE])


class Program(Sent):
    """What somebody wrote: `source` for a single file, or `files`."""

    problem: Name = Field(description="The problem's name.", examples=["interval-merge"])
    language: Name = Field(description="A language's code.", examples=["python3"])
    source: Source | None = Field(default=None, examples=[SOURCE_EXAMPLE])
    files: Annotated[list[File], Field(min_length=1, max_length=MAX_FILES)] | None = None
    entry: FileName | None = Field(
        default=None, description="Which of `files` is imported or run; found by name if left out."
    )

    def new_files(self) -> tuple[NewFile, ...] | None:
        """The files as the service takes them."""
        if self.files is None:
            return None
        return tuple(NewFile(name=file.name, content=file.content) for file in self.files)


class SubmissionRequest(Program):
    """A submission to be judged."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "problem": "interval-merge",
                    "language": "python3",
                    "source": SOURCE_EXAMPLE,
                },
                {
                    "problem": "interval-merge",
                    "language": "python3",
                    "files": [{"name": "solution.py", "content": SOURCE_EXAMPLE}],
                    "entry": "solution.py",
                },
            ]
        }
    )

    bulk: StrictBool = Field(
        default=False, description="Wait behind everybody else; for authors and admins."
    )

    def new(self) -> NewSubmission:
        """As the service takes it."""
        return NewSubmission(
            problem=self.problem,
            language=self.language,
            source=self.source,
            files=self.new_files(),
            entry=self.entry,
            bulk=self.bulk,
        )


class SubmissionEntry(Shown):
    """A submission in a list. State, verdict and score are those of the judging that counts."""

    model_config = ConfigDict(json_schema_extra={"examples": [ENTRY_EXAMPLE]})

    id: Id
    problem: str
    language: str
    user: Id
    created_at: datetime
    state: JudgingState
    verdict: Verdict | None
    score: float | None

    @classmethod
    def of(cls, stored: StoredSubmission) -> "SubmissionEntry":
        """A stored submission as a list shows it."""
        return cls(**_entry_fields(stored))


class JudgingEntry(Shown):
    """A judging without its result."""

    model_config = ConfigDict(json_schema_extra={"examples": [JUDGING]})

    id: Id
    submission: Id
    problem_version: int = Field(description="By which version of the problem it is judged.")
    state: JudgingState
    attempt: int = Field(description="How often it was begun.")
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    verdict: Verdict | None
    score: float | None
    cause: str | None = Field(description="For JE: what kind of failure of ours it was.")
    rejudge: Id | None = Field(description="The rejudge that it is part of.")
    replaces: Id | None = Field(description="The judging that it would replace, or did.")

    @classmethod
    def of(cls, stored: StoredJudging, version: int) -> "JudgingEntry":
        """A stored judging, and the number of its problem's version, as a list shows it."""
        return cls(**_judging_fields(stored, version))


class Judging(JudgingEntry):
    """One evaluation of a submission."""

    model_config = ConfigDict(json_schema_extra={"examples": [JUDGING_WITH_RESULT]})

    result: JudgingDocument | None = Field(description="Null until it is done.")

    @classmethod
    def of(cls, stored: StoredJudging, version: int) -> "Judging":
        """A stored judging, and the number of its problem's version, in full."""
        return cls(**_judging_fields(stored, version), result=stored.result)


class RuntimePercentile(Shown):
    """Where an accepted submission stands among the best of all others who solved the problem."""

    model_config = ConfigDict(json_schema_extra={"examples": [PERCENTILE_EXAMPLE]})

    faster_than_percent: float = Field(
        description="Of the others, by the ratio to the reference; one that is as fast counts half."
    )
    others: int = Field(description="How many other solvers that rests on.")

    @classmethod
    def of(cls, found: Position | None) -> "RuntimePercentile | None":
        """What was found, as it is shown; null if nothing was."""
        if found is None:
            return None
        return cls(faster_than_percent=found.faster_than_percent, others=found.others)


class Submission(SubmissionEntry):
    """A submission with the judging that counts."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    **ENTRY_EXAMPLE,
                    "problem_version": 3,
                    "runtime_percentile": PERCENTILE_EXAMPLE,
                    "judging": JUDGING_WITH_RESULT,
                }
            ]
        }
    )

    problem_version: int
    runtime_percentile: RuntimePercentile | None = Field(
        description="Null where there is no ratio to the reference, or fewer than five others."
    )
    judging: Judging

    @classmethod
    def with_judging(
        cls,
        stored: StoredSubmission,
        judging: StoredJudging,
        version: int,
        position: Position | None,
    ) -> "Submission":
        """A stored submission with the judging that counts.

        How it stands is taken from the judging, which may have gone on since the submission was read.
        """
        standing = {"state": judging.state, "verdict": judging.verdict, "score": judging.score}
        return cls(
            **(_entry_fields(stored) | standing),
            problem_version=version,
            runtime_percentile=RuntimePercentile.of(position),
            judging=Judging.of(judging, version),
        )


def _entry_fields(stored: StoredSubmission) -> dict[str, Any]:
    return {
        "id": stored.id,
        "problem": stored.problem,
        "language": stored.language,
        "user": stored.user_id,
        "created_at": stored.created_at,
        "state": stored.state,
        "verdict": stored.verdict,
        "score": stored.score,
    }


def _judging_fields(stored: StoredJudging, version: int) -> dict[str, Any]:
    return {
        "id": stored.id,
        "submission": stored.submission_id,
        "problem_version": version,
        "state": stored.state,
        "attempt": stored.attempt,
        "created_at": stored.created_at,
        "started_at": stored.started_at,
        "finished_at": stored.finished_at,
        "verdict": stored.verdict,
        "score": stored.score,
        "cause": stored.cause,
        "rejudge": stored.rejudge_id,
        "replaces": stored.replaces,
    }


class SubmissionPage(Page[SubmissionEntry]):
    """A page of submissions, the latest first."""


class JudgingList(Shown):
    """All judgings of a submission, the latest first."""

    items: list[JudgingEntry]


class SubmissionQuery(PageQuery):
    """Which submissions are listed; what is left out does not narrow."""

    user: Id | None = None
    problem: Name | None = None
    language: Name | None = None
    state: JudgingState | None = None
    verdict: Verdict | None = None
    created_after: Instant | None = None
    created_before: Instant | None = None

    def filter(self) -> SubmissionFilter:
        """As the service takes it."""
        return SubmissionFilter(
            user_id=self.user,
            problem=self.problem,
            language=self.language,
            state=self.state,
            verdict=self.verdict,
            created_after=self.created_after,
            created_before=self.created_before,
        )


class SourceFile(Shown):
    """A file of a submission."""

    name: str = Field(examples=["solution.py"])
    content: str | None = Field(
        description="Null once retention has deleted it. Bytes that are no UTF-8 show as U+FFFD.",
        examples=[SOURCE_EXAMPLE],
    )


class SubmissionSource(Shown):
    """What was submitted."""

    files: list[SourceFile]

    @classmethod
    def of(cls, files: Sequence[SubmittedFile]) -> "SubmissionSource":
        """Stored files as they are shown."""
        return cls(files=[SourceFile(name=file.name, content=_text(file)) for file in files])


def _text(file: SubmittedFile) -> str | None:
    return None if file.content is None else file.content.decode("utf-8", "replace")
