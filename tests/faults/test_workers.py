"""Workers that are killed, stopped, paused or told twice: nothing is lost, nothing is judged twice."""

import os
import signal

import docker
import pytest

from judge.model.stored import Priority
from judge.settings import Settings
from judge.wiring import make_queue
from tests.faults.conftest import LONG_TO_COMPILE, QUICK, SLOW, TESTS, Ledger, on_sqlite
from tests.faults.deployment import JUDGE, Deployment, children_of, tree_of, until

pytestmark = [pytest.mark.docker, pytest.mark.slow]


@pytest.mark.parametrize(
    ("source", "state"), [(LONG_TO_COMPILE, "compiling"), (SLOW, "running")], ids=["compile", "run"]
)
def test_killed_while_it_compiles_or_runs(
    deployment: Deployment, engine: docker.DockerClient, source: str, state: str
) -> None:
    worker = deployment.start_worker()
    submission = deployment.submit(source)
    deployment.await_state(submission, state)
    worker.kill_all()
    assert deployment.submission(submission)["state"] == state
    until(lambda: deployment.boxes(engine) == [], "the killed worker's box to be gone")
    deployment.start_worker()
    assert deployment.judged_once(submission) == "AC"
    assert deployment.attempts(submission) == 2


@on_sqlite
def test_a_slot_that_is_killed_is_replaced_by_its_host(deployment: Deployment) -> None:
    worker = deployment.start_worker()
    submission = deployment.submit(SLOW)
    deployment.await_state(submission, "running")
    for slot in worker.children():
        os.kill(slot, signal.SIGKILL)
    assert deployment.judged_once(submission) == "AC"
    assert deployment.attempts(submission) == 2


def test_killed_while_recording(deployment: Deployment, ledger: Ledger) -> None:
    worker = deployment.start_worker()
    submission = deployment.submit(SLOW)
    deployment.await_state(submission, "running")
    judging = deployment.submission(submission)["judging"]["id"]
    with ledger.no_result_can_be_written(judging):
        deployment.await_events(submission, "case", TESTS)
        worker.kill_all()
    assert deployment.submission(submission)["state"] == "running"
    deployment.start_worker()
    assert deployment.judged_once(submission) == "AC"
    assert deployment.attempts(submission) == 2


@on_sqlite
def test_paused_past_its_lease_and_continued(deployment: Deployment) -> None:
    """The one that took over records; the one that comes back finds its claim gone."""
    worker = deployment.start_worker()
    submission = deployment.submit(SLOW)
    deployment.await_state(submission, "running")
    paused = tree_of(worker.pid)
    for pid in paused:
        os.kill(pid, signal.SIGSTOP)
    deployment.start_worker()
    assert deployment.judged_once(submission) == "AC"
    assert deployment.attempts(submission) == 2
    finished = deployment.submission(submission)["judging"]["finished_at"]
    for pid in paused:
        os.kill(pid, signal.SIGCONT)
    later = [deployment.submit(QUICK) for _ in range(4)]
    assert [deployment.judged_once(each) for each in later] == ["AC"] * 4
    assert deployment.judged_once(submission) == "AC"
    assert deployment.submission(submission)["judging"]["finished_at"] == finished


@on_sqlite
def test_a_duplicate_job_is_judged_once(deployment: Deployment) -> None:
    submission = deployment.submit(SLOW)
    judging = deployment.submission(submission)["judging"]["id"]
    queue = make_queue(Settings(redis_url=deployment.redis.url, data_dir=deployment.data_dir))
    queue.enqueue(judging, Priority.INTERACTIVE)
    queue.enqueue(judging, Priority.BULK)
    deployment.start_worker(slots=2)
    deployment.await_state(submission, "running")
    queue.enqueue(judging, Priority.INTERACTIVE)
    assert deployment.judged_once(submission) == "AC"
    queue.enqueue(judging, Priority.INTERACTIVE)
    assert deployment.judged_once(deployment.submit(QUICK)) == "AC"
    assert deployment.attempts(submission) == 1


def test_two_hosts_sweep_at_once(deployment: Deployment) -> None:
    """Both see every dead worker's judging, and each judging is taken from it once."""
    doomed = deployment.start_worker(slots=2)
    submissions = [deployment.submit(SLOW) for _ in range(2)]
    for each in submissions:
        deployment.await_state(each, "running")
    doomed.kill_all()
    for _ in range(2):
        deployment.start([JUDGE, "worker", "--slots", "1"])
    assert [deployment.judged_once(each) for each in submissions] == ["AC", "AC"]
    assert [deployment.attempts(each) for each in submissions] == [2, 2]


@on_sqlite
def test_a_worker_that_is_stopped_leaves_its_work_to_others(
    deployment: Deployment, engine: docker.DockerClient
) -> None:
    first = deployment.start_worker()
    submissions = [deployment.submit(SLOW) for _ in range(2)]
    deployment.await_state(submissions[0], "running")
    assert first.stop() == 0
    until(lambda: deployment.boxes(engine) == [], "the stopped worker's boxes to be gone", 10)
    states = {deployment.submission(each)["state"] for each in submissions}
    assert states <= {"done", "queued"}
    deployment.start_worker()
    assert [deployment.judged_once(each) for each in submissions] == ["AC", "AC"]


@on_sqlite
def test_what_kills_every_worker_ends_in_a_judge_error(deployment: Deployment) -> None:
    """After three attempts; what killed the workers does not go on killing them for ever."""
    worker = deployment.start_worker()
    submission = deployment.submit(SLOW)
    for attempt in (1, 2, 3):
        until(lambda: deployment.attempts(submission) == attempt, f"attempt {attempt}")  # noqa: B023
        deployment.await_state(submission, "running")
        for slot in worker.children():
            os.kill(slot, signal.SIGKILL)
    assert deployment.judged_once(submission) == "JE"
    message = deployment.submission(submission)["judging"]["result"]["message"]
    assert "nothing is held against the submission" in message
    dead = deployment.ask("GET", "/api/v1/queue/dead").json()["items"]
    assert [each["submission"] for each in dead] == [submission]


@on_sqlite
def test_the_worker_of_a_dead_supervisor_does_not_live_on(deployment: Deployment) -> None:
    worker = deployment.start_worker()
    slots = worker.children()
    assert slots
    os.kill(worker.pid, signal.SIGKILL)
    until(lambda: not any(children_of(slot) or _lives(slot) for slot in slots), "its slots to end")


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
