"""Workers that are killed, stopped or cut off: every submission ends once, and nothing is left."""

import contextlib
import os
import signal
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import docker
import pytest

from judge.host.keeper import run_keeper
from judge.model.stored import JobState
from judge.model.verdict import Verdict
from judge.sandbox.image_stages import image_reference
from judge.sandbox.orphans import PROCESS_LABEL, remove_orphans, worker_labels
from judge.store.data_folder import DATABASE
from tests.host.engine_wire import EngineWire
from tests.host.house import House, until
from tests.host.solutions import RIGHT, SLOW

pytestmark = pytest.mark.docker


@pytest.fixture
def keeper(home: House) -> Iterator[None]:
    """A keeper of the house."""
    stop = threading.Event()
    thread = threading.Thread(target=run_keeper, args=(home.settings, stop))
    thread.start()
    yield
    stop.set()
    thread.join()


def done_events(home: House, judging_id: str) -> list[str]:
    """Ids of the events that end a judging."""
    return [event for event, kind in home.events(judging_id) if kind == "done"]


@contextlib.contextmanager
def nobody_writes(home: House) -> Iterator[None]:
    """Hold the one right to write into the database."""
    path = home.settings.data_dir / DATABASE
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("ROLLBACK")


@pytest.mark.parametrize("moment", ["claimed", "case"])
def test_a_judging_whose_worker_is_killed_is_judged_by_another_one(
    home: House, package: Path, keeper: None, moment: str
) -> None:
    version = home.add_problem(package)
    worker = home.start_worker("first")
    judging_id = home.submit(version, SLOW)
    until(lambda: moment in home.told(judging_id))
    worker.kill()
    until(lambda: not home.boxes())
    with home.slot("second"):
        judging = home.judged(judging_id)
    assert (judging.verdict, judging.attempt) == (Verdict.AC, 2)
    assert [event.split("-")[0] for event in until(lambda: done_events(home, judging_id))] == ["2"]


def test_a_worker_that_is_killed_while_it_records_has_recorded_nothing(
    home: House, package: Path, keeper: None
) -> None:
    version = home.add_problem(package)
    worker = home.start_worker("first")
    judging_id = home.submit(version, SLOW)
    until(lambda: "case" in home.told(judging_id))
    with nobody_writes(home):
        # Every test has been told of, and only the record is missing.
        until(lambda: home.told(judging_id).count("case") == home.case_count(judging_id))
        worker.kill()
        worker.wait()
    with home.slot("second"):
        judging = home.judged(judging_id)
    assert (judging.verdict, judging.attempt) == (Verdict.AC, 2)
    assert len(until(lambda: done_events(home, judging_id))) == 1


def test_a_worker_that_was_paused_past_its_lease_records_nothing_and_goes_on(
    home: House, package: Path, keeper: None
) -> None:
    version = home.add_problem(package)
    worker = home.start_worker("paused")
    judging_id = home.submit(version, SLOW)
    until(lambda: "case" in home.told(judging_id))
    worker.send_signal(signal.SIGSTOP)
    with home.slot("second"):
        judging = home.judged(judging_id)
    worker.send_signal(signal.SIGCONT)
    following = home.judged(home.submit(version, RIGHT))
    assert (judging.verdict, judging.attempt) == (Verdict.AC, 2)
    assert following.verdict is Verdict.AC
    assert home.judging(judging_id) == judging
    assert len(done_events(home, judging_id)) == 1


def test_a_queue_that_forgot_everything_delays_judgings_only(
    home: House, package: Path, keeper: None
) -> None:
    version = home.add_problem(package)
    judgings = [home.submit(version, RIGHT) for _ in range(3)]
    home.redis.flushall()
    with home.slot():
        assert [home.judged(each).verdict for each in judgings] == [Verdict.AC] * 3


def test_an_engine_that_is_away_costs_no_attempt(home: House, package: Path) -> None:
    version = home.add_problem(package)
    wire = EngineWire()
    home.start_worker("cut off", {**os.environ, "DOCKER_HOST": wire.host})
    assert home.judged(home.submit(version, RIGHT)).verdict is Verdict.AC
    under_way = home.submit(version, SLOW)
    until(lambda: "case" in home.told(under_way))
    wire.cut()
    until(lambda: home.job_is(under_way, JobState.QUEUED))
    waiting = home.submit(version, RIGHT)
    assert home.job(under_way).counted_attempts == 0
    wire.mend()
    judgings = [home.judged(each) for each in (under_way, waiting)]
    assert [judging.verdict for judging in judgings] == [Verdict.AC, Verdict.AC]
    for worker in home.workers:
        worker.terminate()
        worker.wait()
    wire.close()


def test_only_boxes_of_workers_that_are_gone_are_removed(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    living = worker_labels(ours, "living")
    pid, _, rest = living[PROCESS_LABEL].partition("/")
    _, _, namespace = rest.partition("/")
    gone = {**living, PROCESS_LABEL: f"{pid}/1/{namespace}"}
    elsewhere = {**living, PROCESS_LABEL: f"{pid}/1/pid:[1]"}
    of_another_host = {**gone, "coderound.host": "another"}
    of_another_instance = {
        **gone,
        "coderound.instance": worker_labels(theirs, "x")["coderound.instance"],
    }
    labels = [gone, living, elsewhere, of_another_host, of_another_instance]
    with contextlib.closing(docker.from_env()) as client:
        boxes = [
            client.containers.create(image_reference("python"), labels=each) for each in labels
        ]
        assert remove_orphans(ours) == 1
        left = {each.id for each in client.containers.list(all=True)}
        try:
            assert [each.id in left for each in boxes] == [False, True, True, True, True]
        finally:
            for box in boxes[1:]:
                box.remove()
