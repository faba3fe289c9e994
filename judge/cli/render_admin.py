"""What the operator reads: the queue, users, keys and rejudges. See `render.py`."""

from collections.abc import Sequence
from datetime import datetime

from judge.cli.render import new_table, rendered, verdict_text
from judge.cli.text import one_line, points
from judge.model.stored import Rejudge, StoredJudging, VerdictChange
from judge.model.users import ApiKey, User
from judge.service.queue_view import QueueState


def queue_page(state: QueueState) -> str:
    """What waits, who works, and at what."""
    queues = new_table("Queue", ">Waiting", ">Oldest")
    for priority, jobs in state.queues.items():
        queues.add_row(priority.value, str(jobs.waiting), _age(jobs.oldest_age_s))
    claimed = new_table("Claimed", "Kind", ">Attempt", "Worker")
    for job in state.claimed:
        claimed.add_row(job.id, job.kind.value, str(job.attempt), one_line(job.worker or ""))
    if state.workers is None:
        return rendered(queues, claimed, "Redis does not answer, so nothing is known of workers.")
    workers = new_table("Worker", "Host", "State", "At")
    for worker in sorted(state.workers, key=lambda each: (each.host, each.name)):
        workers.add_row(
            one_line(worker.name), one_line(worker.host), worker.state, worker.job_id or ""
        )
    return rendered(queues, claimed, workers)


def dead_table(judgings: Sequence[StoredJudging]) -> str:
    """Judgings that ended in JE, with their reasons."""
    found = new_table("Judging", "Submission", "Finished", ">Attempts", "Cause", "Host")
    for judging in judgings:
        found.add_row(
            judging.id,
            judging.submission_id,
            _instant(judging.finished_at),
            str(judging.attempt),
            one_line(judging.cause or ""),
            one_line(judging.host or ""),
        )
    return rendered(found, f"{len(judgings)} ended in JE")


def users_table(users: Sequence[User]) -> str:
    """Users, without anything secret."""
    found = new_table("Name", "Role", "Id", "Since", "Login", "Disabled")
    for user in users:
        found.add_row(
            one_line(user.name),
            user.role.value,
            user.id,
            _instant(user.created_at),
            "password" if user.password_hash is not None else "keys only",
            _instant(user.disabled_at),
        )
    return rendered(found)


def keys_table(keys: Sequence[ApiKey]) -> str:
    """API keys, of which only the beginning is known."""
    found = new_table("Id", "Begins", "For", "Made", "Last used", "Good until", "Revoked")
    for key in keys:
        found.add_row(
            key.id,
            one_line(key.prefix),
            one_line(key.name),
            _instant(key.created_at),
            _instant(key.last_used_at),
            _instant(key.expires_at),
            _instant(key.revoked_at),
        )
    return rendered(found)


def rejudges_table(rejudges: Sequence[Rejudge]) -> str:
    """Rejudges and how far they are."""
    found = new_table("Rejudge", "State", ">Done", "Begun", "Reason")
    for rejudge in rejudges:
        found.add_row(
            rejudge.id,
            rejudge.state.value,
            f"{rejudge.done} of {rejudge.total}",
            _instant(rejudge.created_at),
            one_line(rejudge.reason),
        )
    return rendered(found)


def rejudge_page(
    rejudge: Rejudge, moves: dict[tuple[str, str], int], changes: Sequence[VerdictChange]
) -> str:
    """What a rejudge would do, or did."""
    sums = new_table("From", "To", ">Submissions")
    for (old, new), count in sorted(moves.items()):
        sums.add_row(one_line(old), one_line(new), str(count))
    changed = new_table("Submission", "From", "To", ">Points", "")
    for change in changes:
        changed.add_row(
            change.submission_id,
            verdict_text(change.old_verdict),
            verdict_text(change.new_verdict),
            _score(change.old_score),
            f"to {_score(change.new_score)}",
        )
    state = f"{rejudge.state.value}: {rejudge.done} of {rejudge.total} judged"
    return rendered(sums, changed, f"{rejudge.id} · {state} · {one_line(rejudge.reason)}")


def _score(score: float | None) -> str:
    return "" if score is None else points(score)


def _instant(instant: datetime | None) -> str:
    return "" if instant is None else f"{instant:%Y-%m-%d %H:%M} UTC"


def _age(seconds: float | None) -> str:
    """How long something has waited: `12 s`, `5 min`, `3.2 h`."""
    if seconds is None:
        return ""
    if seconds < 120:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 7200 else f"{seconds / 3600:.1f} h"
