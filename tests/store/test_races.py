"""Many at once: of those who want the same thing, one gets it."""

import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TypeVar

import pytest
from sqlalchemy import update

from judge.errors import Conflict
from judge.model.ids import new_id
from judge.model.stored import (
    Claim,
    Delivery,
    JobState,
    ProblemVersion,
    RejudgeState,
    SubmissionFilter,
    VersionState,
)
from judge.model.verdict import Verdict
from judge.store.port import Remembered, Retention, Transaction
from judge.store.sql_store import SqlStore
from judge.store.tables import blob_uses, blobs
from tests.store.things import KEEP, RESULT, World, a_rejudge, an_endpoint, now

CLAIM = """
import sys
from datetime import UTC, datetime
from judge.store.sql_store import SqlStore
store = SqlStore(sys.argv[1])
with store.read() as tx:
    tx.jobs.claimed()
print("ready", flush=True)
sys.stdin.readline()
for job_id in sys.argv[3:]:
    with store.write() as tx:
        if tx.jobs.claim(job_id, sys.argv[2], datetime.now(UTC)):
            print(job_id)
store.close()
"""
T = TypeVar("T")


def at_once(world: World, each: Sequence[Callable[[Transaction], T]]) -> list[T]:
    """What each of several write transactions comes to, begun at the same moment."""
    ready = threading.Barrier(len(each))

    def do(one: Callable[[Transaction], T]) -> T:
        ready.wait(30)
        with world.store.write() as tx:
            return one(tx)

    with ThreadPoolExecutor(len(each)) as threads:
        return list(threads.map(do, each))


def test_of_many_threads_one_claims_a_job(world: World) -> None:
    job_id = world.submit().judging_id
    claims = at_once(
        world,
        [lambda tx, n=n: tx.jobs.claim(job_id, f"worker-{n}", now()) for n in range(8)],  # type: ignore[misc]
    )
    assert len([claim for claim in claims if claim is not None]) == 1
    assert world.job(job_id).attempt == 1


def test_of_two_processes_each_claims_what_the_other_does_not(world: World, store_url: str) -> None:
    jobs = [world.submit().judging_id for _ in range(30)]
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", CLAIM, store_url, f"worker-{n}", *jobs],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for n in range(2)
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    with ThreadPoolExecutor() as threads:
        claimed = [
            output.split()
            for output, _ in threads.map(lambda process: process.communicate("\n"), processes)
        ]
    assert [process.returncode for process in processes] == [0, 0]
    assert sorted(claimed[0] + claimed[1]) == sorted(jobs)
    for number, ids in enumerate(claimed):
        assert all(world.job(each).worker == f"worker-{number}" for each in ids)


def test_of_two_sweepers_one_takes_a_job_from_a_dead_worker(world: World) -> None:
    job_id = world.submit().judging_id
    world.claim(job_id)
    seen = world.job(job_id)
    taken = at_once(world, [lambda tx: tx.jobs.requeue_lost(seen, "silent")] * 4)
    assert sorted(taken) == [False, False, False, True]


def test_a_job_is_either_finished_or_taken_away(world: World) -> None:
    for _ in range(10):
        submission = world.submit()
        claim = world.claim(submission.judging_id)
        seen = world.job(submission.judging_id)
        finished, requeued, cancelled = at_once(
            world,
            [
                lambda tx, claim=claim: finish(tx, claim),  # type: ignore[misc]
                lambda tx, seen=seen: tx.jobs.requeue_lost(seen, "silent"),  # type: ignore[misc]
                lambda tx, id_=claim.job_id: tx.submissions.cancel(id_, now()),  # type: ignore[misc]
            ],
        )
        state = world.judging(claim.job_id).state.value
        assert not (finished and (requeued or cancelled))
        assert finished or cancelled
        assert state == ("done" if finished else "cancelled")
        assert world.submission(submission).state.value == state
        assert world.job(claim.job_id).state is JobState.DONE


def finish(tx: Transaction, claim: Claim) -> bool:
    return tx.jobs.finish_judging(
        claim, now(), verdict=Verdict.AC, score=1, result=RESULT, cause=None, host="host-1"
    )


def test_of_equal_requests_one_makes_something_and_the_others_are_told_of_it(world: World) -> None:
    told = at_once(
        world,
        [
            lambda tx, n=n: tx.idempotency.remember("ann", "key", "f", f"r{n}", now())  # type: ignore[misc]
            for n in range(8)
        ],
    )
    made = [f"r{n}" for n, known in enumerate(told) if known is None]
    assert len(made) == 1
    others = [known for known in told if known is not None]
    assert others == [Remembered(fingerprint="f", resource=made[0])] * 7


def test_a_request_whose_transaction_failed_is_not_remembered(world: World) -> None:
    def fail() -> None:
        with world.store.write() as tx:
            tx.idempotency.remember("ann", "key", "f", "r", now())
            raise Conflict("the queue is full")

    with pytest.raises(Conflict):
        fail()
    with world.store.write() as tx:
        assert tx.idempotency.remember("ann", "key", "f", "r2", now()) is None


def test_of_versions_published_at_once_one_remains(world: World) -> None:
    for _ in range(3):
        waiting = [world.add_version("two-sum") for _ in range(4)]
        assert all(
            at_once(
                world,
                [
                    lambda tx, id_=version.id: tx.problems.publish(id_, VersionState.VERIFYING)  # type: ignore[misc]
                    for version in waiting
                ],
            )
        )
        with world.store.read() as tx:
            versions = tx.problems.versions_of("two-sum")
            shown = tx.problems.published("two-sum")
        assert shown is not None
        states = {version.id: version.state for version in versions}
        assert states.pop(shown.id) is VersionState.PUBLISHED
        assert set(states.values()) <= {VersionState.RETIRED}


def test_of_uploads_at_once_each_has_a_number_or_is_told_to_try_again(world: World) -> None:
    first = world.add_version("two-sum")

    def upload(tx: Transaction) -> ProblemVersion | None:
        number = tx.problems.next_number("two-sum")
        version = first.model_copy(update={"id": new_id(), "number": number})
        try:
            tx.problems.add_version(version)
        except Conflict:
            return None
        return version

    added = [version for version in at_once(world, [upload] * 6) if version is not None]
    assert added
    with world.store.read() as tx:
        numbers = [version.number for version in tx.problems.versions_of("two-sum")]
    assert numbers == list(range(len(added) + 1, 0, -1))


def test_judgings_of_a_rejudge_that_end_at_once_are_all_counted(world: World) -> None:
    for _ in range(6):
        world.judge(world.submit())
    rejudge = a_rejudge()
    with world.store.write() as tx:
        tx.rejudges.add(rejudge)
        jobs = tx.rejudges.add_judgings(rejudge.id, SubmissionFilter(), None, now())
    claims = [world.claim(job) for job in jobs]
    assert all(at_once(world, [lambda tx, c=claim: finish(tx, c) for claim in claims]))  # type: ignore[misc]
    with world.store.read() as tx:
        found = tx.rejudges.get(rejudge.id)
    assert found is not None
    assert (found.done, found.state) == (6, RejudgeState.READY)


def test_a_rejudge_that_is_dropped_while_its_judgings_end_hangs_nobody(world: World) -> None:
    for _ in range(5):
        world.judge(world.submit())
    rejudge = a_rejudge()
    with world.store.write() as tx:
        tx.rejudges.add(rejudge)
        jobs = tx.rejudges.add_judgings(rejudge.id, SubmissionFilter(), None, now())
    claims = [world.claim(job) for job in jobs]
    *_, dropped = at_once(
        world,
        [
            *(lambda tx, c=claim: finish(tx, c) for claim in claims),
            lambda tx: tx.rejudges.cancel(rejudge.id, now()),
        ],
    )
    assert dropped
    assert {world.judging(job).state.value for job in jobs} <= {"superseded", "cancelled"}
    assert {world.job(job).state for job in jobs} == {JobState.DONE}


def test_of_many_senders_each_delivery_has_one(world: World) -> None:
    endpoint, at = an_endpoint(world.user), now()
    events = [
        Delivery(
            id=new_id(),
            endpoint_id=endpoint.id,
            event="judging.done",
            payload={},
            created_at=at,
            next_at=at,
        )
        for _ in range(20)
    ]
    with world.store.write() as tx:
        tx.webhooks.add(endpoint)
        tx.webhooks.add_deliveries(events)
    again = at + timedelta(hours=1)
    taken = at_once(world, [lambda tx: tx.webhooks.take_due(at, again, 5)] * 6)
    ids = [delivery.id for some in taken for delivery in some]
    assert sorted(ids) == sorted({event.id for event in events})


def test_a_content_that_is_being_deleted_is_not_lost_to_who_needs_it(
    store: SqlStore, world: World
) -> None:
    retention = KEEP.model_copy(update={"source_days": 1})
    long_ago = now() - timedelta(days=3)
    for _ in range(10):
        world.judge(world.submit())
        with store._engine.begin() as connection:
            connection.execute(update(blobs).values(kept_at=long_ago))
            connection.execute(update(blob_uses).values(created_at=long_ago))
        with ThreadPoolExecutor(2) as threads:
            submitted = threads.submit(world.submit)
            purged = threads.submit(purge, world, retention)
            submission = submitted.result()
            purged.result()
        with world.store.read() as tx:
            assert tx.blobs.get(submission.files[0].digest) == b"print(1)\n"
        world.judge(submission)


def purge(world: World, retention: Retention) -> int:
    with world.store.write() as tx:
        return tx.purge(retention, now(), 1000)
