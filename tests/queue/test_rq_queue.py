"""What goes in comes out once a worker asks, the most urgent first, whatever happens to Redis."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial

import pytest
import redis

from judge.errors import CallerMistake, QueueError
from judge.model.ids import new_id
from judge.model.stored import Priority
from judge.queue.connection import ANSWER_S
from judge.queue.rq_consumer import RqConsumer
from judge.queue.rq_queue import RqQueue
from tests.queue.waiting import await_
from tests.servers import RedisServer, free_port


class Worker:
    """A consumer at work in a thread; `done` is what it was given."""

    def __init__(
        self, url: str, name: str | None = None, priorities: Sequence[Priority] = tuple(Priority)
    ) -> None:
        self.consumer = RqConsumer(url, name or f"worker-{new_id()}", "here", priorities)
        self.done: list[str] = []
        self.may_finish = threading.Event()
        self.may_finish.set()
        self.thread = threading.Thread(target=self.consumer.work, args=(self._do,))

    def _do(self, job_id: str) -> None:
        self.done.append(job_id)
        self.may_finish.wait(20)


@contextmanager
def working(
    url: str,
    name: str | None = None,
    *,
    slowly: bool = False,
    priorities: Sequence[Priority] = tuple(Priority),
) -> Iterator[Worker]:
    worker = Worker(url, name, priorities)
    if slowly:
        worker.may_finish.clear()
    worker.thread.start()
    try:
        yield worker
    finally:
        worker.may_finish.set()
        worker.consumer.stop()
        worker.thread.join(20)
        assert not worker.thread.is_alive()


@pytest.fixture
def queue(own_server: RedisServer) -> Iterator[RqQueue]:
    queue = RqQueue(own_server.url)
    yield queue
    queue.close()


def test_the_most_urgent_comes_first_and_equals_in_their_order(
    own_server: RedisServer, queue: RqQueue
) -> None:
    order = [("b1", Priority.BULK), ("d1", Priority.DEFAULT), ("i1", Priority.INTERACTIVE)]
    order += [("b2", Priority.BULK), ("d2", Priority.DEFAULT), ("i2", Priority.INTERACTIVE)]
    for job_id, priority in order:
        queue.enqueue(job_id, priority)
    with working(own_server.url) as worker:
        await_(lambda: len(worker.done) == 6, "all jobs")
    assert worker.done == ["i1", "i2", "d1", "d2", "b1", "b2"]


def test_a_worker_takes_jobs_of_its_priorities_only(
    own_server: RedisServer, queue: RqQueue
) -> None:
    for priority in (Priority.BULK, Priority.DEFAULT, Priority.INTERACTIVE):
        queue.enqueue(priority.value, priority)
    with working(own_server.url, priorities=[Priority.INTERACTIVE, Priority.DEFAULT]) as quick:
        await_(lambda: len(quick.done) == 2, "what is urgent")
        with working(own_server.url) as other:
            await_(lambda: other.done == ["bulk"], "the rest")
    assert quick.done == ["interactive", "default"]


def test_a_job_may_come_again_while_and_after_it_is_done(
    own_server: RedisServer, queue: RqQueue
) -> None:
    with working(own_server.url, slowly=True) as worker:
        queue.enqueue("again", Priority.DEFAULT)
        await_(lambda: worker.done == ["again"], "the job")
        queue.enqueue("again", Priority.DEFAULT)  # given back by its worker
        worker.may_finish.set()
        await_(lambda: worker.done == ["again"] * 2, "the job's second coming")
        queue.enqueue("again", Priority.DEFAULT)
        await_(lambda: worker.done == ["again"] * 3, "the job's third coming")


def test_nothing_is_kept_of_jobs_that_are_done(own_server: RedisServer, queue: RqQueue) -> None:
    with working(own_server.url) as worker:
        for number in range(20):
            queue.enqueue(f"job-{number}", Priority.DEFAULT)
        await_(lambda: len(worker.done) == 20, "all jobs")
    with redis.Redis.from_url(own_server.url) as client:
        assert client.keys() == [b"rq:queues"]


def test_missing_is_what_neither_waits_nor_is_being_taken(
    own_server: RedisServer, queue: RqQueue
) -> None:
    lost = ("lost", Priority.DEFAULT)
    elsewhere = ("waits", Priority.BULK)
    with working(own_server.url, slowly=True) as worker:
        queue.enqueue("taken", Priority.DEFAULT)
        await_(lambda: worker.done == ["taken"], "the job")
        queue.enqueue("waits", Priority.DEFAULT)
        taken, waits = ("taken", Priority.DEFAULT), ("waits", Priority.DEFAULT)
        await_(lambda: [each.job_id for each in queue.workers()] == ["taken"], "the list")
        assert queue.missing([taken, lost, waits, elsewhere]) == [lost, elsewhere]
        assert queue.missing([]) == []


def test_missing_finds_jobs_behind_the_first_page(server: RedisServer) -> None:
    """As many as wait after a problem with many submissions was rejudged."""
    ids = [f"bulk-{number}" for number in range(25_000)]
    with redis.Redis.from_url(server.url) as client:
        client.rpush("rq:queue:bulk", *ids)
    queue = RqQueue(server.url)
    wanted = [(each, Priority.BULK) for each in (*ids[-10_000:], "lost")]
    assert queue.missing(wanted) == [("lost", Priority.BULK)]
    queue.close()


def test_a_removed_job_is_given_to_nobody(own_server: RedisServer, queue: RqQueue) -> None:
    for job_id in ("removed", "removed", "stays"):
        queue.enqueue(job_id, Priority.DEFAULT)
    queue.remove("removed", Priority.DEFAULT)
    with working(own_server.url) as worker:
        await_(lambda: worker.done, "the other job")
    assert worker.done == ["stays"]


def test_workers_are_listed_with_what_they_are_at(own_server: RedisServer, queue: RqQueue) -> None:
    with working(own_server.url, "host/1", slowly=True) as worker:
        await_(queue.workers, "the worker")
        queue.enqueue("long", Priority.BULK)
        await_(lambda: worker.done, "the job")
        await_(lambda: queue.workers()[0].job_id == "long", "the list to know")
        listed = queue.workers()[0]
        assert (listed.name, listed.host, listed.state) == ("host/1", "here", "busy")
        worker.may_finish.set()
        await_(lambda: queue.workers()[0].state == "idle", "the list to know")
        assert queue.workers()[0].job_id is None
    assert queue.workers() == []


def test_a_killed_worker_is_soon_no_longer_listed(own_server: RedisServer, queue: RqQueue) -> None:
    program = (
        "import sys; from judge.queue.rq_consumer import RqConsumer; "
        "RqConsumer(sys.argv[1], 'doomed', 'here').work(print)"
    )
    process = subprocess.Popen([sys.executable, "-c", program, own_server.url], env=os.environ)
    try:
        await_(queue.workers, "the worker")
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
    await_(lambda: not queue.workers(), "its entry to expire")


def test_a_worker_outlives_a_redis_that_is_killed_and_comes_back_empty(
    own_server: RedisServer, queue: RqQueue, caplog: pytest.LogCaptureFixture
) -> None:
    with working(own_server.url, slowly=True) as worker:
        queue.enqueue("before", Priority.DEFAULT)
        await_(lambda: worker.done == ["before"], "the job")
        own_server.kill()
        worker.may_finish.set()
        await_(lambda: "the queue is away" in caplog.text, "it to notice")
        own_server.forget()
        own_server.start()
        queue.enqueue("after", Priority.DEFAULT)
        await_(lambda: worker.done == ["before", "after"], "the job after the restart")
        await_(queue.workers, "the worker to be listed anew")
    assert caplog.text.count("the queue is away") == 1


def test_a_worker_can_be_stopped_while_redis_is_away(own_server: RedisServer) -> None:
    with working(own_server.url):
        own_server.kill()


@pytest.mark.parametrize("how", ["gone", "hanging"])
def test_a_redis_that_does_not_answer_is_a_fault_and_soon(
    own_server: RedisServer, queue: RqQueue, how: str
) -> None:
    queue.ping()
    if how == "gone":
        own_server.kill()
    else:
        own_server.pause()
    attempts: list[Callable[[], object]] = [
        lambda: queue.enqueue("one", Priority.DEFAULT),
        lambda: queue.missing([("one", Priority.DEFAULT)]),
    ]
    if how == "gone":
        remove = partial(queue.remove, "one", Priority.DEFAULT)
        attempts += [queue.ping, queue.workers, remove]
    for attempt in attempts:
        begun = time.monotonic()
        with pytest.raises(QueueError, match="Redis does not answer"):
            attempt()
        assert time.monotonic() - begun < 2 * ANSWER_S


def test_the_queue_reconnects_by_itself(own_server: RedisServer, queue: RqQueue) -> None:
    queue.enqueue("one", Priority.DEFAULT)
    own_server.kill()
    own_server.start()
    queue.enqueue("two", Priority.DEFAULT)


@pytest.mark.parametrize(
    "url", ["", "localhost:6379", "http://user:secret@host/0", "redis://h:port"]
)
def test_an_unusable_url_is_refused_without_showing_it(url: str) -> None:
    with pytest.raises(CallerMistake, match="redis_url") as caught:
        RqQueue(url)
    assert "secret" not in str(caught.value)


def test_an_error_does_not_show_the_password() -> None:
    queue = RqQueue(f"redis://:secret@127.0.0.1:{free_port()}/0")
    with pytest.raises(QueueError) as caught:
        queue.ping()
    assert "secret" not in str(caught.value)
