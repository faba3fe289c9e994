"""Lost work is found and queued again, by what changes in the store and by no clock on a wall."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from judge.host import sweep
from judge.host.sweep import Sweeper
from judge.model.stored import Claim, JobKind, JobState, Priority, VersionState
from judge.model.submission import JudgingState
from judge.model.verdict import Verdict
from judge.wiring import make_events, make_queue
from tests.host.house import House, house, until
from tests.host.solutions import RIGHT
from tests.servers import RedisServer, drop_database, new_database

LEASE_S = 0.3


@pytest.fixture(params=["sqlite", "postgresql"])
def home(request: pytest.FixtureRequest, tmp_path: Path, redis: RedisServer) -> Iterator[House]:
    """A house on each kind of store, without workers."""
    if request.param == "sqlite":
        with house(tmp_path / "data", redis.url) as built:
            yield built
            built.redis.flushall()
        return
    server = request.getfixturevalue("postgres_server")
    url = new_database(server)
    with house(tmp_path / "data", redis.url, url) as built:
        yield built
        built.redis.flushall()
    drop_database(server, url)


def sweeper(home: House, max_attempts: int = 3) -> Sweeper:
    """A sweeper that is soon impatient."""
    return Sweeper(
        home.store,
        make_queue(home.settings),
        make_events(home.settings),
        lease_s=LEASE_S,
        max_attempts=max_attempts,
        host="here",
    )


def claim(home: House, job_id: str) -> Claim:
    """Claim a job as a worker would that then says nothing more."""
    with home.store.write() as tx:
        found = tx.jobs.claim(job_id, "silent", datetime.now(UTC))
    assert found is not None
    return found


def taken(sweeper: Sweeper) -> bool:
    """Whether a sweep took something."""
    return sweeper.take_from_the_dead() > 0


def is_queued(home: House, job_id: str) -> bool:
    """Whether a worker would be given the job."""
    wanted = [(job_id, Priority.DEFAULT)]
    return make_queue(home.settings).missing(wanted) == []


def test_jobs_that_no_queue_knows_are_enqueued_once(home: House, package: Path) -> None:
    version = home.add_problem(package)
    lost = [home.submit(version, RIGHT, enqueue=False) for _ in range(2)]
    known = home.submit(version, RIGHT)
    one = sweeper(home)
    assert one.enqueue_missing() == 2
    assert all(is_queued(home, each) for each in (*lost, known))
    assert one.enqueue_missing() == 0


def test_a_long_queue_is_walked_through(
    home: House, package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweep, "_PAGE", 2)
    version = home.add_problem(package)
    jobs = [home.submit(version, RIGHT, enqueue=False) for _ in range(5)]
    one = sweeper(home)
    assert [one.enqueue_missing() for _ in range(3)] == [2, 2, 1]
    assert all(is_queued(home, each) for each in jobs)
    home.redis.flushall()
    assert [one.enqueue_missing() for _ in range(3)] == [2, 2, 1]


def test_a_silent_worker_loses_its_job_and_a_beating_one_does_not(
    home: House, package: Path
) -> None:
    version = home.add_problem(package)
    silent, beating = (home.submit(version, RIGHT, enqueue=False) for _ in range(2))
    held = claim(home, silent), claim(home, beating)
    one = sweeper(home)

    def taken_while_one_beats() -> bool:
        with home.store.write() as tx:
            assert tx.jobs.renew(held[1])
        return taken(one)

    until(taken_while_one_beats)
    assert home.job_is(silent, JobState.QUEUED)
    assert home.judging(silent).state is JudgingState.QUEUED
    assert is_queued(home, silent)
    assert home.job_is(beating, JobState.CLAIMED)
    with home.store.write() as tx:
        assert not tx.jobs.renew(held[0])


def test_a_job_over_which_too_many_workers_died_ends_in_je(home: House, package: Path) -> None:
    version = home.add_problem(package)
    judging_id = home.submit(version, RIGHT, enqueue=False)
    one, other = sweeper(home, max_attempts=2), sweeper(home, max_attempts=2)
    for _ in range(2):
        claim(home, judging_id)
        # Two sweepers that see the same at the same time do no harm.
        until(lambda: [each for each in (one, other) if taken(each)])
    judging = home.judging(judging_id)
    assert (judging.state, judging.verdict) == (JudgingState.DONE, Verdict.JE)
    assert (judging.cause, judging.host) == ("LeaseExpired", "here")
    assert judging.result is not None
    assert judging.result["max_score"] == 100
    assert home.job_is(judging_id, JobState.DONE)
    done = until(lambda: [each for each, kind in home.events(judging_id) if kind == "done"])
    assert done == ["3-1"]


def test_excused_attempts_do_not_count(home: House, package: Path) -> None:
    version = home.add_problem(package)
    judging_id = home.submit(version, RIGHT, enqueue=False)
    with home.store.write() as tx:
        excused = tx.jobs.claim(judging_id, "stopped", datetime.now(UTC))
        assert excused is not None
        assert tx.jobs.give_back(excused, "stopped", counts=False)
    claim(home, judging_id)
    one = sweeper(home, max_attempts=2)
    until(lambda: taken(one))
    assert home.job_is(judging_id, JobState.QUEUED)


def test_a_verification_over_which_too_many_workers_died_is_rejected(
    home: House, package: Path
) -> None:
    version = home.add_problem(package, VersionState.CHECKING, JobKind.VERIFICATION)
    claim(home, version.id)
    one = sweeper(home, max_attempts=1)
    until(lambda: taken(one))
    with home.store.read() as tx:
        found = tx.problems.version(version.id)
    assert found is not None
    assert found.state is VersionState.REJECTED
    assert found.verification is not None
    assert "LeaseExpired" in found.verification["message"]


def test_a_run_over_which_too_many_workers_died_says_so(home: House, package: Path) -> None:
    run_id = home.run(home.add_problem(package), RIGHT)
    claim(home, run_id)
    one = sweeper(home, max_attempts=1)
    until(lambda: taken(one))
    with home.store.read() as tx:
        run = tx.runs.get(run_id)
    assert run is not None
    assert run.result is not None
    assert (run.result["verdict"], run.result["cases"]) == ("JE", [])
