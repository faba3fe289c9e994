"""What the operator sees: the queue, dead letters, health."""

from datetime import datetime
from typing import Any, Literal

from pydantic import ConfigDict, Field

from api.base import Id, Shown
from api.pagination import Page
from api.schemas.submissions import JUDGING, JudgingEntry
from judge.model.stored import Job, JobKind, Priority
from judge.queue.port import QueueWorker
from judge.service.queue_view import QueueState

QUEUE_EXAMPLE: dict[str, Any] = {
    "queues": [{"priority": "interactive", "waiting": 2, "oldest_age_s": 0.4}],
    "claimed": [
        {
            "id": "01JD0G3Q8W0B7K2M4N6P8R1S3T",
            "kind": "judging",
            "priority": "interactive",
            "attempt": 1,
            "created_at": "2026-01-31T12:00:00Z",
            "worker": "judge-1.4211",
        }
    ],
    "workers": [
        {
            "name": "judge-1.4211",
            "host": "judge-1",
            "state": "busy",
            "job": "01JD0G3Q8W0B7K2M4N6P8R1S3T",
        }
    ],
}


class QueuedJobs(Shown):
    """Jobs of one priority that wait."""

    priority: Priority
    waiting: int
    oldest_age_s: float | None


class ClaimedJob(Shown):
    """A job that a worker is at."""

    id: Id
    kind: JobKind
    priority: Priority
    attempt: int
    created_at: datetime
    worker: str | None

    @classmethod
    def of(cls, job: Job) -> "ClaimedJob":
        """A claimed job as it is shown."""
        return cls(
            id=job.id,
            kind=job.kind,
            priority=job.priority,
            attempt=job.attempt,
            created_at=job.created_at,
            worker=job.worker,
        )


class Worker(Shown):
    """A worker that the queue has heard of lately."""

    name: str
    host: str
    state: str
    job: str | None

    @classmethod
    def of(cls, worker: QueueWorker) -> "Worker":
        """A worker as it is shown."""
        return cls(name=worker.name, host=worker.host, state=worker.state, job=worker.job_id)


class Queue(Shown):
    """How the queue stands."""

    model_config = ConfigDict(json_schema_extra={"examples": [QUEUE_EXAMPLE]})

    queues: list[QueuedJobs]
    claimed: list[ClaimedJob]
    workers: list[Worker] | None = Field(description="Null if the queue does not answer.")

    @classmethod
    def of(cls, state: QueueState) -> "Queue":
        """The queue's state as it is shown."""
        return cls(
            queues=[
                QueuedJobs(priority=priority, waiting=jobs.waiting, oldest_age_s=jobs.oldest_age_s)
                for priority, jobs in state.queues.items()
            ],
            claimed=[ClaimedJob.of(job) for job in state.claimed],
            workers=(
                None if state.workers is None else [Worker.of(each) for each in state.workers]
            ),
        )


class DeadLetterPage(Page[JudgingEntry]):
    """A page of judgings that ended in JE, the latest first."""


class Retried(Shown):
    """A dead letter's new judging, which counts at once."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"judging": JUDGING}]})

    judging: JudgingEntry


class Check(Shown):
    """Whether one thing that is needed is there."""

    ok: bool
    detail: str = Field(examples=["answers"])


class Readiness(Shown):
    """Whether submissions are taken and judged."""

    status: Literal["ready"] = "ready"
    checks: dict[str, Check] = Field(
        examples=[{"store": {"ok": True, "detail": "answers"}}],
        description="`store`, `queue` and `workers`.",
    )


class Liveness(Shown):
    """This process lives."""

    status: Literal["alive"] = "alive"


class VersionInfo(Shown):
    """What runs here."""

    version: str = Field(examples=["0.1.0"])
    api: Literal["v1"] = "v1"
    judging_schema: str = Field(examples=["coderound.judging/1"])


class Language(Shown):
    """A language that submissions may be written in."""

    code: str = Field(examples=["python3"])
    title: str = Field(examples=["Python 3"])
    image: str = Field(
        description="Runner image, unless a problem names another.", examples=["python"]
    )
    suffixes: tuple[str, ...] = Field(examples=[[".py"]])
    source_name: str = Field(
        description="What a single source file is called in the box.", examples=["solution.py"]
    )


class LanguageList(Shown):
    """All languages."""

    items: list[Language]
