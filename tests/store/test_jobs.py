"""The ledger of what workers have to do: claims, and that a lost claim writes nothing."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from judge.model.ids import new_id
from judge.model.stored import Claim, DeliveryState, JobKind, JobState, Priority
from judge.model.submission import JudgingState
from judge.model.verdict import Verdict
from judge.store.port import Transaction
from tests.store.things import RESULT, World, a_job, a_run, an_endpoint, now


def test_a_claim_begins_the_judging(world: World) -> None:
    submission, at = world.submit(), now()
    with world.store.write() as tx:
        claim = tx.jobs.claim(submission.judging_id, "worker-1", at)
    assert claim == Claim(
        job_id=submission.judging_id,
        kind=JobKind.JUDGING,
        priority=Priority.DEFAULT,
        attempt=1,
        worker="worker-1",
    )
    job = world.job(submission.judging_id)
    assert (job.state, job.attempt, job.worker, job.beat) == (JobState.CLAIMED, 1, "worker-1", 0)
    judging = world.judging(submission.judging_id)
    assert (judging.state, judging.attempt) == (JudgingState.COMPILING, 1)
    assert judging.started_at == at
    assert world.submission(submission).state is JudgingState.COMPILING


def test_a_job_is_claimed_once(world: World) -> None:
    submission = world.submit()
    world.claim(submission.judging_id)
    with world.store.write() as tx:
        assert tx.jobs.claim(submission.judging_id, "worker-2", now()) is None
        assert tx.jobs.claim(submission.judging_id, "worker-1", now()) is None
        assert tx.jobs.claim("none", "worker-1", now()) is None


def test_a_worker_says_that_it_is_still_at_it(world: World) -> None:
    submission = world.submit()
    claim = world.claim(submission.judging_id)
    with world.store.write() as tx:
        assert tx.jobs.renew(claim)
        assert tx.jobs.note_running(claim)
    assert world.job(claim.job_id).beat == 2
    assert world.judging(claim.job_id).state is JudgingState.RUNNING
    assert world.submission(submission).state is JudgingState.RUNNING


def test_finishing_records_judging_submission_and_job_together(world: World) -> None:
    submission = world.submit()
    claim = world.claim(submission.judging_id)
    result = {"cases": [{"name": "sample/1", "feedback": {"stdout": "\0\ud800é"}}], "score": 1e-9}
    assert world.finish(claim, Verdict.WA, 12.5, result)
    judging = world.judging(claim.job_id)
    assert (judging.state, judging.verdict, judging.score) == (
        JudgingState.DONE,
        Verdict.WA,
        12.5,
    )
    assert judging.result == result
    assert (judging.host, judging.cause) == ("host-1", None)
    assert judging.finished_at is not None
    shown = world.submission(submission)
    assert (shown.state, shown.verdict, shown.score) == (JudgingState.DONE, Verdict.WA, 12.5)
    assert world.job(claim.job_id).state is JobState.DONE


def test_a_judging_is_finished_once(world: World) -> None:
    submission = world.submit()
    claim = world.claim(submission.judging_id)
    assert world.finish(claim, Verdict.AC)
    assert not world.finish(claim, Verdict.WA, 0)
    assert world.submission(submission).verdict is Verdict.AC
    with world.store.write() as tx:
        assert tx.jobs.claim(claim.job_id, "worker-2", now()) is None


def finish(tx: Transaction, claim: Claim) -> bool:
    return tx.jobs.finish_judging(
        claim, now(), verdict=Verdict.WA, score=0, result=RESULT, cause=None, host="late"
    )


LATE: dict[str, Callable[[Transaction, Claim], bool]] = {
    "renew": lambda tx, claim: tx.jobs.renew(claim),
    "note_running": lambda tx, claim: tx.jobs.note_running(claim),
    "give_back": lambda tx, claim: tx.jobs.give_back(claim, "late", counts=True),
    "finish": lambda tx, claim: tx.jobs.finish(claim),
    "finish_judging": finish,
}


@pytest.mark.parametrize("by", ["requeued", "claimed again", "claimed by another", "cancelled"])
@pytest.mark.parametrize("late", LATE)
def test_who_has_lost_a_claim_changes_nothing(world: World, late: str, by: str) -> None:
    submission = world.submit()
    with world.store.write() as tx:
        tx.webhooks.add(an_endpoint(world.user))
    claim = world.claim(submission.judging_id)
    with world.store.write() as tx:
        if by == "cancelled":
            assert tx.submissions.cancel(claim.job_id, now())
        else:
            job = tx.jobs.get(claim.job_id)
            assert job is not None
            assert tx.jobs.requeue_lost(job, "its worker is silent")
    if by.startswith("claimed"):
        world.claim(claim.job_id, "worker-1" if by == "claimed again" else "worker-2")
    before = everything(world, claim.job_id)
    with world.store.write() as tx:
        assert not LATE[late](tx, claim)
    assert everything(world, claim.job_id) == before


def everything(world: World, job_id: str) -> list[object]:
    """All that a worker could have changed."""
    with world.store.read() as tx:
        judging = tx.submissions.judging(job_id)
        assert judging is not None
        (endpoint,) = tx.webhooks.of(world.user.id)
        sent = tx.webhooks.deliveries_of(endpoint.id, before=None, limit=10)
        return [judging, tx.submissions.get(judging.submission_id), tx.jobs.get(job_id), sent]


@pytest.mark.parametrize("counts", [True, False])
def test_a_job_that_is_given_back_can_be_claimed_again(world: World, counts: bool) -> None:
    submission = world.submit()
    claim = world.claim(submission.judging_id)
    with world.store.write() as tx:
        assert tx.jobs.note_running(claim)
        assert tx.jobs.give_back(claim, "the box died", counts=counts)
    job = world.job(claim.job_id)
    assert (job.state, job.worker, job.reason) == (JobState.QUEUED, None, "the box died")
    assert job.attempt == 1
    assert job.counted_attempts == (1 if counts else 0)
    assert world.judging(claim.job_id).state is JudgingState.QUEUED
    assert world.submission(submission).state is JudgingState.QUEUED
    again = world.claim(claim.job_id)
    assert again.attempt == 2
    assert again.counted_attempts == (2 if counts else 1)
    assert not world.finish(claim)
    assert world.finish(again)


def test_only_a_job_whose_beat_has_not_moved_is_taken_from_its_worker(world: World) -> None:
    submission = world.submit()
    claim = world.claim(submission.judging_id)
    seen = world.job(claim.job_id)
    with world.store.write() as tx:
        assert tx.jobs.renew(claim)
        assert not tx.jobs.requeue_lost(seen, "silent")
    seen = world.job(claim.job_id)
    with world.store.write() as tx:
        assert tx.jobs.requeue_lost(seen, "silent")
        assert not tx.jobs.requeue_lost(seen, "silent")
    job = world.job(claim.job_id)
    assert (job.state, job.worker, job.reason) == (JobState.QUEUED, None, "silent")
    assert job.counted_attempts == 1
    assert world.judging(claim.job_id).state is JudgingState.QUEUED
    assert world.submission(submission).state is JudgingState.QUEUED
    world.claim(claim.job_id, "worker-1")
    with world.store.write() as tx:
        assert not tx.jobs.requeue_lost(seen, "silent")


def test_jobs_of_other_kinds_are_claimed_and_ended_too(world: World) -> None:
    with world.store.write() as tx:
        run = a_run(world, tx.blobs.put(b"print(2)"))
        tx.runs.add(run)
        tx.jobs.add(a_job(run.id, kind=JobKind.RUN, priority=Priority.INTERACTIVE))
    claim = world.claim(run.id)
    with world.store.write() as tx:
        assert tx.jobs.note_running(claim)
        assert tx.jobs.give_back(claim, "stopping", counts=False)
    claim = world.claim(run.id)
    with world.store.write() as tx:
        tx.jobs.set_run_result(run.id, {"cases": ["\0"]})
        assert tx.jobs.finish(claim)
        assert not tx.jobs.finish(claim)
        assert tx.runs.get(run.id) == run.model_copy(update={"result": {"cases": ["\0"]}})
        assert tx.runs.get("none") is None


def test_what_waits_and_what_is_under_way_is_told(world: World) -> None:
    jobs = sorted(world.submit().judging_id for _ in range(4))
    world.claim(jobs[3])
    with world.store.read() as tx:
        later = now() + timedelta(hours=1)
        assert [job.id for job in tx.jobs.queued(10, later)] == jobs[:3]
        assert [job.id for job in tx.jobs.queued(2, later)] == jobs[:2]
        assert tx.jobs.queued(10, now() - timedelta(hours=1)) == []
        assert [job.id for job in tx.jobs.queued(10, later, after=jobs[0])] == jobs[1:3]
        assert [job.id for job in tx.jobs.claimed()] == jobs[3:]
        assert tx.jobs.active_of(world.user.id) == 4
        assert tx.jobs.active_of("nobody") == 0
    world.finish(world.claim(jobs[0]))
    with world.store.read() as tx:
        assert tx.jobs.active_of(world.user.id) == 3


def test_the_lengths_of_all_queues_are_told(world: World) -> None:
    first, second = a_job(priority=Priority.BULK), a_job(priority=Priority.BULK)
    with world.store.write() as tx:
        tx.jobs.add(first)
        tx.jobs.add(second)
        tx.jobs.add(a_job(kind=JobKind.RUN, priority=Priority.INTERACTIVE, job_id="claimed"))
        tx.jobs.claim("claimed", "worker-1", now())
        lengths = tx.jobs.lengths()
    assert list(lengths) == list(Priority)
    bulk = lengths[Priority.BULK]
    assert (bulk.waiting, bulk.oldest) == (2, first.created_at)
    idle = lengths[Priority.INTERACTIVE]
    assert (idle.waiting, idle.oldest) == (0, None)


def test_judgings_that_ended_in_our_own_failure_are_the_dead_letters(world: World) -> None:
    dead = [world.submit() for _ in range(3)]
    for submission in dead:
        world.judge(submission, Verdict.JE, 0)
    world.judge(world.submit(), Verdict.WA, 0)
    ids = sorted((submission.judging_id for submission in dead), reverse=True)
    with world.store.read() as tx:
        found = tx.jobs.dead(before=None, limit=2)
        assert [judging.id for judging in found] == ids[:2]
        assert found[0].cause == "SandboxError"
        assert [judging.id for judging in tx.jobs.dead(before=ids[1], limit=2)] == ids[2:]


def test_the_endpoints_of_the_submissions_user_are_told_once_it_is_done(world: World) -> None:
    wanted, other = an_endpoint(world.user), an_endpoint(world.user, ["problem.published"])
    disabled = an_endpoint(world.user).model_copy(update={"disabled_at": now()})
    with world.store.write() as tx:
        for endpoint in (wanted, other, disabled):
            tx.webhooks.add(endpoint)
    submission = world.submit()
    world.judge(submission, Verdict.WA, 30)
    with world.store.read() as tx:
        (delivery,) = tx.webhooks.deliveries_of(wanted.id, before=None, limit=10)
        for endpoint in (other, disabled):
            assert tx.webhooks.deliveries_of(endpoint.id, before=None, limit=10) == []
    assert (delivery.event, delivery.state, delivery.attempts) == (
        "judging.done",
        DeliveryState.PENDING,
        0,
    )
    assert delivery.payload["type"] == "judging.done"
    assert delivery.payload["data"] == {
        "submission": submission.id,
        "judging": submission.judging_id,
        "problem": submission.problem,
        "language": "python3",
        "verdict": "WA",
        "score": 30,
    }


def test_a_judging_that_does_not_count_is_told_to_nobody(world: World) -> None:
    submission = world.submit()
    world.judge(submission)
    endpoint = an_endpoint(world.user)
    again = world.judging(submission.judging_id).model_copy(
        update={"id": new_id(), "state": JudgingState.QUEUED, "result": None, "verdict": None}
    )
    with world.store.write() as tx:
        tx.webhooks.add(endpoint)
        tx.submissions.add_judging(again)
        tx.jobs.add(a_job(again.id))
    assert world.finish(world.claim(again.id), Verdict.WA, 0)
    assert world.submission(submission).verdict is Verdict.AC
    with world.store.read() as tx:
        assert tx.webhooks.deliveries_of(endpoint.id, before=None, limit=10) == []
