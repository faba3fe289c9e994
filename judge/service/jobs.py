"""Entries of the ledger."""

from datetime import datetime

from judge.model.stored import Job, JobKind, JobState, Priority
from judge.model.users import User


def new_job(
    job_id: str, kind: JobKind, priority: Priority, user: User | None, now: datetime
) -> Job:
    """A job that nobody has claimed yet; it counts against the cap of `user`."""
    return Job(
        id=job_id,
        kind=kind,
        priority=priority,
        user_id=None if user is None else user.id,
        state=JobState.QUEUED,
        attempt=0,
        created_at=now,
    )
