"""What the service keeps about problems, submissions and judgings."""

from datetime import datetime
from enum import StrEnum
from typing import Any, Literal

from judge.model.base import Value
from judge.model.limits import Limits
from judge.model.problem import ProblemKind, Signature
from judge.model.submission import JudgingState
from judge.model.verdict import Verdict


class Sample(Value):
    """A sample case, as it is shown to everybody."""

    name: str
    input: str
    answer: str
    description: str | None = None


class ProblemManifest(Value):
    """All that is shown of a problem, and all that is needed to accept a submission for it.

    It holds nothing of the secret data.

    Attributes:
        statement: its text; empty for one in PDF, or if there is none.
        starter: source by language code.
        driver: the file that is run whatever is submitted, or None.
        limits: of one test; None until the package has been built, where the time has to be measured.
        samples: None until the package has been built once.
    """

    title: str
    kind: ProblemKind
    signature: Signature | None
    image: str
    languages: tuple[str, ...]
    difficulty: str | None
    tags: tuple[str, ...]
    source: str | None
    statement: str
    statement_format: Literal["markdown", "latex", "pdf"] | None
    starter: dict[str, str]
    limits: Limits | None
    max_source_bytes: int
    max_score: float
    driver: str | None
    samples: tuple[Sample, ...] | None = None


class VersionState(StrEnum):
    """Where a version of a problem stands."""

    VERIFYING = "verifying"
    """Published as soon as it passes."""
    CHECKING = "checking"
    """Being verified too, but only kept as `verified` when it passes."""
    VERIFIED = "verified"
    """Has passed; may be published."""
    PUBLISHED = "published"
    """The one that new submissions are judged by."""
    REJECTED = "rejected"
    RETIRED = "retired"
    """Was published; its judgings still point to it."""


class ProblemVersion(Value):
    """One uploaded package of a problem. Its content never changes.

    Attributes:
        number: counts from 1 for each problem.
        digest: of the package (`Package.digest`).
        archive: blob digest of the package as a zip archive.
        verification: the document `coderound.verify/1`, or why there is none as `{"message": …}`.
    """

    id: str
    problem: str
    number: int
    digest: str
    archive: str
    state: VersionState
    manifest: ProblemManifest
    created_by: str | None
    created_at: datetime
    verification: dict[str, Any] | None = None


class StoredFile(Value):
    """A source file by the digest of its content."""

    name: str
    digest: str


class StoredSubmission(Value):
    """A submission as it was accepted.

    Attributes:
        judging_id: of the judging that counts.
        state, verdict, score: of that judging.
        files: contents may have been deleted by retention, the names and digests stay.
    """

    id: str
    user_id: str
    problem: str
    language: str
    entry: str
    files: tuple[StoredFile, ...]
    created_at: datetime
    judging_id: str
    state: JudgingState
    verdict: Verdict | None = None
    score: float | None = None


class StoredJudging(Value):
    """One evaluation of a submission by one version of a problem.

    Attributes:
        attempt: how often it was begun.
        result: the document `coderound.judging/1`, once it is done.
        cause: for JE, the class name of our error.
        rejudge_id: the rejudge that it is part of.
        replaces: the judging that it would replace, or did.
    """

    id: str
    submission_id: str
    version_id: str
    state: JudgingState
    attempt: int
    created_at: datetime
    started_at: datetime | None = None
    finished_at: datetime | None = None
    verdict: Verdict | None = None
    score: float | None = None
    result: dict[str, Any] | None = None
    cause: str | None = None
    host: str | None = None
    rejudge_id: str | None = None
    replaces: str | None = None


class Run(Value):
    """A trial on samples and custom input; forgotten after a while.

    Attributes:
        inputs: the custom inputs.
        result: the document `coderound.run/1`, once it is done.
    """

    id: str
    user_id: str
    version_id: str
    language: str
    entry: str
    files: tuple[StoredFile, ...]
    inputs: tuple[str, ...]
    created_at: datetime
    result: dict[str, Any] | None = None


class SubmissionFilter(Value):
    """Which submissions are meant; what is None does not narrow."""

    user_id: str | None = None
    problem: str | None = None
    language: str | None = None
    state: JudgingState | None = None
    verdict: Verdict | None = None
    created_after: datetime | None = None
    created_before: datetime | None = None


class RejudgeState(StrEnum):
    """Where a rejudge stands."""

    JUDGING = "judging"
    READY = "ready"
    """All of its judgings are done; nothing has changed for anybody yet."""
    APPLIED = "applied"
    CANCELLED = "cancelled"


class Rejudge(Value):
    """New judgings of a set of submissions, which count once they are applied."""

    id: str
    created_by: str | None
    created_at: datetime
    state: RejudgeState
    filter: dict[str, Any]
    reason: str
    total: int
    done: int = 0


class VerdictChange(Value):
    """What a rejudge would do to one submission."""

    submission_id: str
    user_id: str
    old_judging: str
    new_judging: str
    old_verdict: Verdict | None
    new_verdict: Verdict | None
    old_score: float | None
    new_score: float | None


class WebhookEndpoint(Value):
    """Where a user wants to be told.

    Attributes:
        secret: `whsec_…`, as Standard Webhooks has it.
        events: names of the events, such as `judging.done`.
    """

    id: str
    user_id: str
    url: str
    secret: str
    events: tuple[str, ...]
    created_at: datetime
    disabled_at: datetime | None = None


class DeliveryState(StrEnum):
    """Where the delivery of one event stands."""

    PENDING = "pending"
    DELIVERED = "delivered"
    FAILED = "failed"


class Delivery(Value):
    """One event for one endpoint.

    Attributes:
        next_at: when it is to be tried (again).
        response: the last status code or error.
    """

    id: str
    endpoint_id: str
    event: str
    payload: dict[str, Any]
    created_at: datetime
    state: DeliveryState = DeliveryState.PENDING
    attempts: int = 0
    next_at: datetime
    response: str | None = None


class JobKind(StrEnum):
    """What a worker has to do."""

    JUDGING = "judging"
    VERIFICATION = "verification"
    """Of a problem's version; the job has the version's id."""
    BUILD = "build"
    """Of a version that is published unverified: its samples and limits are found. The job has the
    version's id."""
    RUN = "run"


class Priority(StrEnum):
    """The queues, the most urgent first."""

    INTERACTIVE = "interactive"
    DEFAULT = "default"
    BULK = "bulk"


class JobState(StrEnum):
    """Where a job stands."""

    QUEUED = "queued"
    CLAIMED = "claimed"
    DONE = "done"


class Job(Value):
    """The ledger's entry of something a worker has to do; its id is that of what is to be done.

    Attributes:
        attempt: how often it was claimed; it never falls, so that no two claims are alike.
        excused: attempts that do not count, because a worker merely stopped.
        beat: grows by one each time its worker says that it is still at it. A sweeper that has seen the
            same beat for longer than the lease takes the worker for dead, so no clocks are compared.
        reason: why the last attempt came to nothing.
    """

    id: str
    kind: JobKind
    priority: Priority
    user_id: str | None
    state: JobState
    attempt: int
    created_at: datetime
    excused: int = 0
    worker: str | None = None
    beat: int = 0
    reason: str | None = None

    @property
    def counted_attempts(self) -> int:
        """Attempts that count against `max_attempts`."""
        return self.attempt - self.excused


class Claim(Value):
    """The right to do a job: good for as long as the job is claimed with this attempt."""

    job_id: str
    kind: JobKind
    priority: Priority
    attempt: int
    worker: str
    excused: int = 0

    @property
    def counted_attempts(self) -> int:
        """Attempts that count against `max_attempts`, this one included."""
        return self.attempt - self.excused


class Event(Value):
    """Something that happened to a job, for those who watch it.

    Attributes:
        attempt, number: make up its id; a later attempt's events come after all of an earlier one's.
        type: `claimed`, `compiled`, `case`, `done`, `requeued`.
        data: what is shown; already redacted for the solver.
    """

    attempt: int
    number: int
    type: Literal["claimed", "compiled", "case", "done", "requeued"]
    data: dict[str, Any] = {}

    @property
    def id(self) -> str:
        """`attempt-number`."""
        return f"{self.attempt}-{self.number}"
