"""What is past its time is deleted, and nothing else."""

from datetime import datetime, timedelta

import pytest

from judge.model.ids import new_id
from judge.model.stored import Delivery, Job, JobKind, StoredSubmission
from judge.model.verdict import Verdict
from judge.store.port import Retention
from tests.store.things import KEEP, World, a_job, a_run, an_endpoint, now

SOURCE_DAYS = KEEP.model_copy(update={"source_days": 30})
FEEDBACK_DAYS = KEEP.model_copy(update={"feedback_days": 30})


def in_days(number: float) -> datetime:
    return now() + timedelta(days=number)


def purged(world: World, retention: Retention, at: datetime, limit: int = 1000) -> int:
    with world.store.write() as tx:
        return tx.purge(retention, at, limit)


def source(world: World, submission: StoredSubmission) -> bytes | None:
    with world.store.read() as tx:
        return tx.blobs.get(submission.files[0].digest)


def test_nothing_is_deleted_before_its_time(world: World) -> None:
    submission = world.submit()
    world.judge(submission)
    with world.store.write() as tx:
        tx.users.add_session(world.user.id, "aa" * 32, in_days(1))
        tx.idempotency.remember("ann", "key", "f", "r", now())
        tx.runs.add(a_run(world, tx.blobs.put(b"run")))
    strict = Retention(
        source_days=1, feedback_days=1, run_hours=1, idempotency_hours=1, delivery_days=1
    )
    assert purged(world, strict, now() + timedelta(minutes=59)) == 0


def test_sources_go_when_their_days_are_over_and_the_verdict_stays(world: World) -> None:
    submission = world.submit()
    world.judge(submission)
    assert purged(world, KEEP, in_days(1000)) == 0
    assert purged(world, SOURCE_DAYS, in_days(29)) == 0
    assert source(world, submission) is not None
    assert purged(world, SOURCE_DAYS, in_days(31)) == 2
    assert source(world, submission) is None
    shown = world.submission(submission)
    assert (shown.verdict, shown.files) == (Verdict.AC, submission.files)
    assert purged(world, SOURCE_DAYS, in_days(31)) == 0


def test_a_source_that_is_still_to_be_judged_stays(world: World) -> None:
    submission = world.submit()
    assert purged(world, SOURCE_DAYS, in_days(31)) == 0
    assert source(world, submission) is not None


def test_a_content_that_somebody_else_refers_to_stays(world: World) -> None:
    first, second = world.submit(b"print(1)"), world.submit(b"print(1)")
    world.judge(first)
    assert purged(world, SOURCE_DAYS, in_days(31)) == 1
    assert source(world, second) is not None
    world.judge(second)
    assert purged(world, SOURCE_DAYS, in_days(31)) == 2
    assert source(world, second) is None


def test_a_package_stays(world: World) -> None:
    purged(world, SOURCE_DAYS, in_days(1000))
    with world.store.read() as tx:
        assert tx.blobs.get(world.version.archive) == b"a zip archive"


def test_a_content_that_nobody_ever_referred_to_goes_after_a_day(world: World) -> None:
    with world.store.write() as tx:
        digest = tx.blobs.put(b"an upload that was refused")
    assert purged(world, KEEP, now() + timedelta(hours=23)) == 0
    assert purged(world, KEEP, now() + timedelta(hours=25)) == 1
    with world.store.read() as tx:
        assert tx.blobs.get(digest) is None


def test_a_content_that_is_put_again_can_be_referred_to(world: World) -> None:
    submission = world.submit()
    world.judge(submission)
    purged(world, SOURCE_DAYS, in_days(31))
    again = world.submit()
    assert source(world, again) is not None


RESULT = {
    "verdict": "WA",
    "compile": {"ok": True, "message": "warning: printed", "cpu_time_ms": 1.0},
    "cases": [
        {
            "name": "sample/1",
            "verdict": "WA",
            "feedback": {"input": "1", "answer": "2", "output": "printed", "stdout": "printed"},
        },
        {"name": "secret/1", "verdict": "AC", "feedback": None},
        {"name": "secret/2", "verdict": "AC"},
    ],
}


@pytest.mark.parametrize("result", [RESULT, {"verdict": "CE", "compile": None}])
def test_printed_texts_go_when_their_days_are_over_and_the_rest_stays(
    world: World, result: dict[str, object]
) -> None:
    submission = world.submit()
    assert world.finish(world.claim(submission.judging_id), result=result)
    assert purged(world, FEEDBACK_DAYS, in_days(29)) == 0
    assert purged(world, FEEDBACK_DAYS, in_days(31)) == 1
    assert purged(world, FEEDBACK_DAYS, in_days(31)) == 0
    found = world.judging(submission.judging_id).result
    assert found is not None
    assert "printed" not in str(found)
    assert found["verdict"] == result["verdict"]
    if result is RESULT:
        assert found["compile"] == {"ok": True, "message": None, "cpu_time_ms": 1.0}
        sample, *secret = found["cases"]
        assert (sample["feedback"]["input"], sample["feedback"]["answer"]) == ("1", "2")
        assert secret == RESULT["cases"][1:]  # type: ignore[index]


def test_runs_go_with_their_jobs_and_sources_once_they_are_done(world: World) -> None:
    with world.store.write() as tx:
        digest = tx.blobs.put(b"a run")
        run, waiting = a_run(world, digest), a_run(world, digest)
        for each in (run, waiting):
            tx.runs.add(each)
            tx.jobs.add(a_job(each.id, kind=JobKind.RUN))
    claim = world.claim(run.id)
    with world.store.write() as tx:
        assert tx.jobs.finish(claim)
    purged(world, KEEP, now() + timedelta(hours=23))
    with world.store.read() as tx:
        assert tx.runs.get(run.id) is not None
    assert purged(world, KEEP, now() + timedelta(hours=25)) == 1
    with world.store.read() as tx:
        assert tx.runs.get(run.id) is None
        assert tx.jobs.get(run.id) is None
        assert tx.runs.get(waiting.id) == waiting
        assert isinstance(tx.jobs.get(waiting.id), Job)
        assert tx.blobs.get(digest) is not None


def test_sessions_requests_and_deliveries_go(world: World) -> None:
    endpoint, at = an_endpoint(world.user), now()
    with world.store.write() as tx:
        tx.users.add_session(world.user.id, "aa" * 32, at)
        tx.idempotency.remember("ann", "key", "f", "r", at)
        tx.webhooks.add(endpoint)
        tx.webhooks.add_deliveries(
            [
                Delivery(
                    id=new_id(),
                    endpoint_id=endpoint.id,
                    event="judging.done",
                    payload={},
                    created_at=at,
                    next_at=at,
                )
            ]
        )
    assert purged(world, KEEP, at + timedelta(hours=1)) == 1
    assert purged(world, KEEP, at + timedelta(hours=25)) == 1
    assert purged(world, KEEP, at + timedelta(days=8)) == 1
    with world.store.write() as tx:
        assert tx.webhooks.deliveries_of(endpoint.id, before=None, limit=10) == []
        assert tx.idempotency.remember("ann", "key", "f", "r", at) is None


def test_no_more_is_deleted_at_once_than_was_asked_for(world: World) -> None:
    with world.store.write() as tx:
        for number in range(5):
            tx.idempotency.remember("ann", f"key-{number}", "f", "r", now())
    assert [purged(world, KEEP, in_days(2), limit=2) for _ in range(4)] == [2, 2, 1, 0]
