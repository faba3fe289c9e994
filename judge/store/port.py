"""What the service asks of its store.

Everything happens in a transaction: `with store.write() as tx:` commits at the end of the block, or
rolls back if it is left by an exception. A method that changes something that may have changed in the
meantime names the state it expects, and tells whether it found it.

Every method may raise `StoreError`: the database is away, full or damaged. Nothing was changed then.
"""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any, Protocol

from judge.model.base import Value
from judge.model.stored import (
    Claim,
    Delivery,
    DeliveryState,
    Job,
    Priority,
    ProblemManifest,
    ProblemVersion,
    Rejudge,
    RejudgeState,
    Run,
    StoredJudging,
    StoredSubmission,
    SubmissionFilter,
    VerdictChange,
    VersionState,
    WebhookEndpoint,
)
from judge.model.users import ApiKey, AuditEntry, Role, User
from judge.model.verdict import Verdict


class Blobs(Protocol):
    """Contents by their sha256, as hex; equal contents are kept once."""

    def put(self, content: bytes) -> str:
        """Keep a content; return its digest."""

    def get(self, digest: str) -> bytes | None:
        """A content, or None if it was never kept or has been deleted by retention."""


class Users(Protocol):
    """Users, their keys and login sessions. Secrets come and are kept as sha256, as hex."""

    def add(self, user: User) -> None:
        """Add a user.

        Raises:
            Conflict: the name is taken.
        """

    def get(self, user_id: str) -> User | None:
        """A user by id."""

    def named(self, name: str) -> User | None:
        """A user by name."""

    def list(self, after: str | None, limit: int) -> Sequence[User]:
        """Users by id, those after `after`."""

    def update(
        self,
        user_id: str,
        *,
        role: Role | None = None,
        password_hash: str | None = None,
        disabled_at: datetime | None = None,
        enabled: bool = False,
    ) -> bool:
        """Change what is given; `enabled` takes `disabled_at` away. False: no such user."""

    def any_admin(self) -> bool:
        """Whether there is an admin at all who is not disabled."""

    def add_key(self, key: ApiKey, secret_sha256: str) -> None:
        """Add an API key."""

    def key_owner(self, secret_sha256: str, now: datetime) -> tuple[ApiKey, User] | None:
        """Whose key this is, unless it is revoked or expired or the user is disabled."""

    def keys_of(self, user_id: str) -> Sequence[ApiKey]:
        """All keys of a user, revoked ones too."""

    def key(self, key_id: str) -> ApiKey | None:
        """A key by its id."""

    def revoke_key(self, key_id: str, now: datetime) -> bool:
        """Revoke a key; False if there is none or it is revoked already."""

    def note_key_used(self, key_id: str, now: datetime) -> None:
        """Remember when a key was last used."""

    def add_session(self, user_id: str, token_sha256: str, expires_at: datetime) -> None:
        """Begin a login session."""

    def session_owner(self, token_sha256: str, now: datetime) -> User | None:
        """Whose session this is, unless it is over or the user is disabled."""

    def end_session(self, token_sha256: str) -> None:
        """End a session; nothing happens if there is none."""

    def end_sessions_of(self, user_id: str) -> None:
        """End all sessions of a user."""


class Problems(Protocol):
    """Problems and their versions."""

    def add_version(self, version: ProblemVersion) -> None:
        """Add a version, and the problem itself if it is its first; `created_by` owns it then.

        Raises:
            Conflict: another one took its number.
        """

    def next_number(self, problem: str) -> int:
        """The number of the next version."""

    def version(self, version_id: str) -> ProblemVersion | None:
        """A version by id."""

    def versions_of(self, problem: str) -> Sequence[ProblemVersion]:
        """All versions, the latest first."""

    def published(self, problem: str) -> ProblemVersion | None:
        """The version that new submissions are judged by."""

    def list_published(
        self,
        *,
        search: str | None,
        tags: Sequence[str],
        difficulty: str | None,
        after: str | None,
        limit: int,
    ) -> Sequence[ProblemVersion]:
        """Published versions by problem name, those after the name `after`.

        Args:
            search: in name and title, regardless of case; `%` and `_` mean themselves.
            tags: all of them.
        """

    def publish(self, version_id: str, expected: VersionState) -> bool:
        """Make a version the published one, and retire the one that was; False if its state differs."""

    def set_state(self, version_id: str, expected: VersionState, state: VersionState) -> bool:
        """Move a version from one state to another; False if it was not in the first."""

    def set_manifest(self, version_id: str, manifest: ProblemManifest) -> None:
        """Replace what is shown of a version: with samples and limits, once it was built."""

    def set_verification(self, version_id: str, verification: dict[str, Any]) -> None:
        """Record what verifying found."""

    def owner(self, problem: str) -> str | None:
        """Id of the user whose problem it is; None for one of the service's own or an unknown one."""

    def exists(self, problem: str) -> bool:
        """Whether there is any version of it."""


class Submissions(Protocol):
    """Submissions and their judgings."""

    def add(self, submission: StoredSubmission, judging: StoredJudging) -> None:
        """Add a submission with its first judging."""

    def get(self, submission_id: str) -> StoredSubmission | None:
        """A submission by id."""

    def list(
        self, wanted: SubmissionFilter, *, before: str | None, limit: int
    ) -> Sequence[StoredSubmission]:
        """Submissions, the latest first, those with ids before `before`."""

    def count_since(self, user_id: str, since: datetime) -> int:
        """How many a user has sent since then."""

    def judging(self, judging_id: str) -> StoredJudging | None:
        """A judging by id."""

    def judgings_of(self, submission_id: str) -> Sequence[StoredJudging]:
        """All judgings of a submission, the latest first, without their results."""

    def add_judging(self, judging: StoredJudging) -> None:
        """Add a further judging, which does not count yet."""

    def replace_judging(self, judging: StoredJudging) -> bool:
        """Add a further judging that counts at once; the one that it replaces is superseded.

        False, and nothing was added, if the submission's judging is not that one or is not done.
        """

    def cancel(self, judging_id: str, now: datetime) -> bool:
        """End a judging that is not done, and its job; False if it was done already."""


class Jobs(Protocol):
    """The ledger of what workers have to do. The queue only makes it fast."""

    def add(self, job: Job) -> None:
        """Add a job. It can be claimed once this is committed."""

    def get(self, job_id: str) -> Job | None:
        """A job by id."""

    def claim(self, job_id: str, worker: str, now: datetime) -> Claim | None:
        """Take a queued job: one conditional UPDATE. None if it is not queued (any more).

        A judging goes to `compiling`.
        """

    def renew(self, claim: Claim) -> bool:
        """Say that its worker is still at it. False: the claim is lost, the work is in vain."""

    def note_running(self, claim: Claim) -> bool:
        """A judging goes from `compiling` to `running`; as `renew`."""

    def give_back(self, claim: Claim, reason: str, *, counts: bool) -> bool:
        """Let somebody else do it; the job and its judging are queued again.

        Args:
            counts: whether this was an attempt, or the worker merely stopped.
        """

    def finish_judging(
        self,
        claim: Claim,
        now: datetime,
        *,
        verdict: Verdict,
        score: float,
        result: dict[str, Any],
        cause: str | None,
        host: str,
    ) -> bool:
        """Record a judging, if the claim still holds: judging, submission, job and rejudge together.

        What `runtimes` compares is taken from the result.

        The submission shows it if it is the judging that counts. Deliveries for the endpoints of
        the submission's user that want `judging.done` are added in the same transaction.
        """

    def finish(self, claim: Claim) -> bool:
        """End a job of another kind, if the claim still holds; what it found is recorded beside it."""

    def set_run_result(self, run_id: str, result: dict[str, Any]) -> None:
        """Record what a run found."""

    def claimed(self) -> Sequence[Job]:
        """All jobs that are claimed."""

    def queued(
        self, limit: int, created_before: datetime, *, after: str | None = None
    ) -> Sequence[Job]:
        """Jobs that are queued by id, which is the oldest first, those after the id `after`."""

    def requeue_lost(self, job: Job, reason: str) -> bool:
        """Queue a claimed job again whose worker is dead, if its attempt and beat are still these."""

    def active_of(self, user_id: str) -> int:
        """How many jobs of a user are queued or claimed."""

    def lengths(self) -> dict[Priority, "QueueLength"]:
        """How many jobs wait in each queue, and since when the oldest does."""

    def dead(self, *, before: str | None, limit: int) -> Sequence[StoredJudging]:
        """Judgings that ended in JE and were not superseded, the latest first: the dead letters."""


class QueueLength(Value):
    """Jobs of one priority that wait."""

    waiting: int
    oldest: datetime | None


class Runtimes(Protocol):
    """Who solved a problem how fast, as figures without names.

    A user counts once, with the smallest ratio to the reference among their accepted submissions, by
    the judgings that count. Where no ratio was recorded there is nothing to count.
    """

    def histogram(self, problem: str, edges: Sequence[float]) -> Sequence[int]:
        """How many users' ratios lie below the first edge, from each edge up to the next, above.

        Args:
            edges: ascending; an edge itself belongs to what lies above it.

        Returns:
            One number more than there are edges.
        """

    def standing(self, problem: str, user_id: str, ratio: float) -> "Standing":
        """How the other users' ratios lie to a ratio of this user's."""


class Standing(Value):
    """How a ratio compares with those of other users.

    Attributes:
        others: how many there are in all.
        slower, equal: how many of them have a larger ratio, and the same.
    """

    others: int
    slower: int
    equal: int


class Rejudges(Protocol):
    """Rejudges and what they would change."""

    def add(self, rejudge: Rejudge) -> None:
        """Add a rejudge; its judgings and jobs are added with `add_judgings`."""

    def add_judgings(
        self, rejudge_id: str, wanted: SubmissionFilter, submission_id: str | None, now: datetime
    ) -> Sequence[str]:
        """Add a judging by the published version, and a bulk job, for each submission that is meant.

        Only submissions whose judging is done are meant. Returns the ids of the jobs.
        """

    def get(self, rejudge_id: str) -> Rejudge | None:
        """A rejudge; `state` goes to `ready` when its last judging ends."""

    def list(
        self, *, before: str | None, limit: int, created_by: str | None = None
    ) -> Sequence[Rejudge]:
        """Rejudges, the latest first; with `created_by`, those that this user started."""

    def changes(
        self, rejudge_id: str, *, after: str | None, limit: int, all_: bool
    ) -> Sequence[VerdictChange]:
        """Its submissions by id; those whose verdict or score would change, or all of them."""

    def matrix(self, rejudge_id: str) -> dict[tuple[str, str], int]:
        """How many submissions go from one verdict to another."""

    def apply(self, rejudge_id: str) -> int | None:
        """Make its judgings count, and supersede those they replace; how many, or None if not ready.

        A judging that ended in JE or whose submission has got another judging since is left out.
        """

    def cancel(self, rejudge_id: str, now: datetime) -> bool:
        """Drop it: its judgings are superseded or cancelled. False if it was applied or cancelled."""

    def set_state(self, rejudge_id: str, expected: RejudgeState, state: RejudgeState) -> bool:
        """Move it from one state to another; False if it was not in the first."""


class Runs(Protocol):
    """Trials."""

    def add(self, run: Run) -> None:
        """Add a run."""

    def get(self, run_id: str) -> Run | None:
        """A run by id."""

    def count_since(self, user_id: str, since: datetime) -> int:
        """How many a user has sent since then."""


class Webhooks(Protocol):
    """Endpoints and what is to be sent to them."""

    def add(self, endpoint: WebhookEndpoint) -> None:
        """Add an endpoint."""

    def get(self, endpoint_id: str) -> WebhookEndpoint | None:
        """An endpoint by id."""

    def of(self, user_id: str) -> Sequence[WebhookEndpoint]:
        """The endpoints of a user."""

    def remove(self, endpoint_id: str) -> bool:
        """Remove an endpoint with all its deliveries."""

    def disable(self, endpoint_id: str, now: datetime) -> bool:
        """Send an endpoint nothing any more; False if there is none or it is disabled already."""

    def add_deliveries(self, deliveries: Iterable[Delivery]) -> None:
        """Add what is to be sent."""

    def take_due(self, now: datetime, again_at: datetime, limit: int) -> Sequence[Delivery]:
        """Pending deliveries whose time has come, each given to one caller only.

        They come up again at `again_at`, in case that the caller dies.
        """

    def note_attempt(
        self, delivery_id: str, state: DeliveryState, response: str, next_at: datetime
    ) -> None:
        """Record how a delivery went; `attempts` grows by one."""

    def deliveries_of(
        self, endpoint_id: str, *, before: str | None, limit: int
    ) -> Sequence[Delivery]:
        """Deliveries of an endpoint, the latest first."""


class Audit(Protocol):
    """What admins and authors did."""

    def add(self, entry: AuditEntry) -> None:
        """Add an entry."""

    def list(self, *, before: str | None, limit: int) -> Sequence[AuditEntry]:
        """Entries, the latest first."""


class Idempotency(Protocol):
    """What requests with an `Idempotency-Key` made."""

    def remember(
        self, user_id: str, key: str, fingerprint: str, resource: str, now: datetime
    ) -> "Remembered | None":
        """Remember what a request makes; if the key was used before, only tell for what."""


class Remembered(Value):
    """What an idempotency key was used for."""

    fingerprint: str
    resource: str


class Retention(Value):
    """How long things are kept; None for ever. Verdicts and scores are never deleted.

    Attributes:
        source_days: contents of submitted files.
        feedback_days: texts of samples' outputs and of compilers in results.
        run_hours, idempotency_hours, delivery_days: of what their names say.
    """

    source_days: int | None
    feedback_days: int | None
    run_hours: int
    idempotency_hours: int
    delivery_days: int


class Transaction(Protocol):
    """One transaction; see the module."""

    blobs: Blobs
    users: Users
    problems: Problems
    submissions: Submissions
    jobs: Jobs
    runtimes: Runtimes
    rejudges: Rejudges
    runs: Runs
    webhooks: Webhooks
    audit: Audit
    idempotency: Idempotency

    def purge(self, retention: Retention, now: datetime, limit: int) -> int:
        """Delete up to `limit` things that are past their time; how many it were."""


class Store(Protocol):
    """Everything that is kept. May be used by several threads and processes at once."""

    def read(self) -> AbstractContextManager[Transaction]:
        """A transaction that changes nothing."""

    def write(self) -> AbstractContextManager[Transaction]:
        """A transaction that is committed at the end of its block."""

    def migrate(self) -> None:
        """Bring the schema to this version's."""

    def check(self) -> None:
        """Raise `StoreError` unless it answers, can be written and has this version's schema."""

    def close(self) -> None:
        """Let go of every connection."""
