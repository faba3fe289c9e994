"""Things to put into a store."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from judge.errors import StoreError
from judge.model.ids import new_id
from judge.model.problem import ProblemKind
from judge.model.stored import (
    Claim,
    Job,
    JobKind,
    JobState,
    Priority,
    ProblemManifest,
    ProblemVersion,
    Rejudge,
    RejudgeState,
    Run,
    StoredFile,
    StoredJudging,
    StoredSubmission,
    VersionState,
    WebhookEndpoint,
)
from judge.model.submission import JudgingState
from judge.model.users import Role, User
from judge.model.verdict import Verdict
from judge.store.port import Retention, Store

RESULT: dict[str, Any] = {"schema": "coderound.judging/1", "verdict": "AC", "cases": []}
KEEP = Retention(
    source_days=None, feedback_days=None, run_hours=24, idempotency_hours=24, delivery_days=7
)


def result_with(ratio: float | None) -> dict[str, Any]:
    """A result of an accepted submission, as far as the store looks into it."""
    return {**RESULT, "runtime": None if ratio is None else {"ratio": ratio}}


def now() -> datetime:
    return datetime.now(UTC)


def a_user(name: str | None = None, role: Role = Role.SOLVER) -> User:
    return User(id=new_id(), name=name or f"user-{uuid4().hex}", role=role, created_at=now())


def a_manifest(
    title: str = "A problem", tags: Sequence[str] = (), difficulty: str | None = None
) -> ProblemManifest:
    return ProblemManifest(
        title=title,
        kind=ProblemKind.STDIO,
        signature=None,
        image="python",
        languages=("python3",),
        difficulty=difficulty,
        tags=tuple(tags),
        source=None,
        statement="# Statement",
        statement_format="markdown",
        starter={"python3": "print()\n"},
        limits=None,
        max_source_bytes=65536,
        max_score=100,
        driver=None,
    )


def a_run(world: "World", digest: str) -> Run:
    return Run(
        id=new_id(),
        user_id=world.user.id,
        version_id=world.version.id,
        language="python3",
        entry="solution.py",
        files=(StoredFile(name="solution.py", digest=digest),),
        inputs=("1 2\n", "\0"),
        created_at=now(),
    )


def an_endpoint(user: User, events: Sequence[str] = ("judging.done",)) -> WebhookEndpoint:
    return WebhookEndpoint(
        id=new_id(),
        user_id=user.id,
        url="https://example.org/hook",
        secret="whsec_c2VjcmV0",
        events=tuple(events),
        created_at=now(),
    )


def a_rejudge() -> Rejudge:
    return Rejudge(
        id=new_id(),
        created_by=None,
        created_at=now(),
        state=RejudgeState.JUDGING,
        filter={},
        reason="a test was wrong",
        total=0,
    )


@dataclass(frozen=True)
class World:
    """A store with a user and a published problem, and short words for what happens in it."""

    store: Store
    user: User
    version: ProblemVersion

    def submit(
        self,
        source: bytes = b"print(1)\n",
        *,
        user: User | None = None,
        problem: str | None = None,
        language: str = "python3",
    ) -> StoredSubmission:
        """Accept a submission, as the service does."""
        submission_id, judging_id, at = new_id(), new_id(), now()
        user = user or self.user
        with self.store.write() as tx:
            submission = StoredSubmission(
                id=submission_id,
                user_id=user.id,
                problem=problem or self.version.problem,
                language=language,
                entry="solution.py",
                files=(StoredFile(name="solution.py", digest=tx.blobs.put(source)),),
                created_at=at,
                judging_id=judging_id,
                state=JudgingState.QUEUED,
            )
            judging = StoredJudging(
                id=judging_id,
                submission_id=submission_id,
                version_id=self.version.id,
                state=JudgingState.QUEUED,
                attempt=0,
                created_at=at,
            )
            tx.submissions.add(submission, judging)
            tx.jobs.add(a_job(judging_id, user_id=user.id))
        return submission

    def claim(self, job_id: str, worker: str = "worker-1") -> Claim:
        """Claim a job that can be claimed."""
        with self.store.write() as tx:
            claim = tx.jobs.claim(job_id, worker, now())
        assert claim is not None
        return claim

    def finish(
        self,
        claim: Claim,
        verdict: Verdict = Verdict.AC,
        score: float = 100,
        result: dict[str, Any] | None = None,
    ) -> bool:
        """Record what a judging found."""
        with self.store.write() as tx:
            return tx.jobs.finish_judging(
                claim,
                now(),
                verdict=verdict,
                score=score,
                result=result or RESULT,
                cause="SandboxError" if verdict is Verdict.JE else None,
                host="host-1",
            )

    def judge(
        self, submission: StoredSubmission, verdict: Verdict = Verdict.AC, score: float = 100
    ) -> None:
        """Judge a submission that waits."""
        assert self.finish(self.claim(submission.judging_id), verdict, score)

    def submission(self, submission: StoredSubmission) -> StoredSubmission:
        """A submission as it is now."""
        with self.store.read() as tx:
            found = tx.submissions.get(submission.id)
        assert found is not None
        return found

    def judging(self, judging_id: str) -> StoredJudging:
        """A judging as it is now."""
        with self.store.read() as tx:
            found = tx.submissions.judging(judging_id)
        assert found is not None
        return found

    def job(self, job_id: str) -> Job:
        """A job as it is now."""
        with self.store.read() as tx:
            found = tx.jobs.get(job_id)
        assert found is not None
        return found

    def publish(self, problem: str, manifest: ProblemManifest | None = None) -> ProblemVersion:
        """Add a version of a problem and publish it."""
        version = self.add_version(problem, manifest)
        with self.store.write() as tx:
            assert tx.problems.publish(version.id, VersionState.VERIFYING)
        return version

    def add_version(self, problem: str, manifest: ProblemManifest | None = None) -> ProblemVersion:
        """Add a version of a problem that waits for its verification."""
        with self.store.write() as tx:
            version = ProblemVersion(
                id=new_id(),
                problem=problem,
                number=tx.problems.next_number(problem),
                digest="ab" * 32,
                archive=tx.blobs.put(b"a zip archive"),
                state=VersionState.VERIFYING,
                manifest=manifest or a_manifest(),
                created_by=self.user.id,
                created_at=now(),
            )
            tx.problems.add_version(version)
        return version


def a_job(
    job_id: str | None = None,
    *,
    kind: JobKind = JobKind.JUDGING,
    priority: Priority = Priority.DEFAULT,
    user_id: str | None = None,
) -> Job:
    return Job(
        id=job_id or new_id(),
        kind=kind,
        priority=priority,
        user_id=user_id,
        state=JobState.QUEUED,
        attempt=0,
        created_at=now(),
    )


def a_world(store: Store) -> World:
    """A user and a published problem of theirs, in a store that may hold others."""
    user = a_user()
    with store.write() as tx:
        tx.users.add(user)
        version = ProblemVersion(
            id=new_id(),
            problem=f"problem-{uuid4().hex}",
            number=1,
            digest="ab" * 32,
            archive=tx.blobs.put(b"a zip archive"),
            state=VersionState.PUBLISHED,
            manifest=a_manifest(),
            created_by=user.id,
            created_at=now(),
        )
        tx.problems.add_version(version)
    return World(store, user, version)


@contextmanager
def fault() -> Iterator[list[StoreError]]:
    """What is done here fails for reasons of the database's; the error is put into the list."""
    seen: list[StoreError] = []
    try:
        yield seen
    except StoreError as error:
        seen.append(error)
    assert seen, "it did not fail"
