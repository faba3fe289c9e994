"""A worker's end of the queue: RQ's worker that does not fork, without what our store does better.

RQ's own loop asks Redis a dozen times for each job, gives up when Redis is away for too long and keeps
books of started, failed and finished jobs. Here an id is taken, RQ's record of it is deleted, and the
rest is between worker and store. An id that gets lost on the way, since worker or Redis died in between,
is put back by the sweeper. What stays of RQ are its queues and its list of workers.
"""

import logging
import os
import threading
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial

from redis import Redis, RedisError
from redis.client import Pipeline
from rq import worker_registration
from rq.serializers import JSONSerializer
from rq.utils import as_text
from rq.worker import SimpleWorker, WorkerStatus

from judge.model.stored import Priority
from judge.queue.connection import connect, describe
from judge.queue.rq_queue import JOB_FIELD, redis_queue, rq_key

_log = logging.getLogger(__name__)

_BLOCK_S = 0.5
"""How long Redis is asked to wait for a job, and so how long `stop` may take; well below `ANSWER_S`."""

_RETRY_S = 0.5
_HEARTBEAT_S = 2.0
_ENTRY_TTL_S = 8
"""After so long a killed worker is no longer in the list."""


class RqConsumer:
    """`Consumer` on RQ."""

    def __init__(
        self, url: str, name: str, host: str, priorities: Sequence[Priority] = tuple(Priority)
    ) -> None:
        """Make a worker.

        Args:
            name: unique among all workers of all hosts.
            host: the machine, for people.
            priorities: of the jobs it takes, the most urgent first.
        """
        self._redis = connect(url)
        self._entry = _WorkerEntry(self._redis, name, host, priorities)
        self._keys = [queue.key for queue in self._entry.queues]
        # No lock and no `Event`: a signal handler may set it while this very thread holds their lock.
        self._stop_asked = False
        self._away = False
        self._telling = threading.Lock()

    def work(self, do: Callable[[str], None]) -> None:
        """See the port. A thread beside it keeps the worker in RQ's list."""
        over = threading.Event()
        heart = threading.Thread(
            target=self._beat, args=(over,), name="queue-heartbeat", daemon=True
        )
        heart.start()
        try:
            while not self._stop_asked:
                job_id = self._take()
                if job_id is not None:
                    self._tell(partial(_WorkerEntry.begin, job_id=job_id))
                    do(job_id)
                    self._tell(_WorkerEntry.end)
        finally:
            over.set()
            heart.join()
            self._tell(_WorkerEntry.leave)
            self._redis.close()

    def stop(self) -> None:
        """See the port. An idle worker comes back within half a second."""
        self._stop_asked = True

    def _take(self) -> str | None:
        """The next id, or None if there is none for the moment."""
        try:
            taken = self._redis.blpop(self._keys, timeout=_BLOCK_S)
        except RedisError as error:
            if not self._away:
                _log.warning(
                    "the queue is away, trying again until it is back: %s", describe(error)
                )
            self._away = True
            time.sleep(_RETRY_S)
            return None
        if self._away:
            _log.info("the queue is back")
        self._away = False
        return None if taken is None else as_text(taken[1])

    def _beat(self, over: threading.Event) -> None:
        """Tell again and again that this worker is there; a Redis that forgot everything learns it anew."""
        while True:
            self._tell(_WorkerEntry.beat)
            if over.wait(_HEARTBEAT_S):
                return

    def _tell(self, what: "Callable[[_WorkerEntry, Pipeline], None]") -> None:
        """Change the list of workers. It is for people: that it cannot be changed stops nobody."""
        try:
            # One after the other, or the heartbeat could take back what was told meanwhile.
            with self._telling, self._redis.pipeline(transaction=False) as pipeline:
                what(self._entry, pipeline)
                pipeline.execute()
        except RedisError as error:
            _log.debug("the list of workers is out of date: %s", describe(error))


class _WorkerEntry(SimpleWorker):
    """What RQ's list of workers says about this one."""

    def __init__(self, client: Redis, name: str, host: str, priorities: Sequence[Priority]) -> None:
        # Not prepared for work: that would ask a Redis that may be away.
        super().__init__(
            [redis_queue(priority, client) for priority in priorities],
            name=name,
            connection=client,
            serializer=JSONSerializer,
            prepare_for_work=False,
        )
        self.hostname = host
        self.pid = os.getpid()
        self.birth_date = datetime.now(UTC)
        self._state, self._job = WorkerStatus.IDLE.value, ""

    def _set_connection(self, connection: Redis) -> Redis:
        """Leave the timeouts alone that RQ would raise to minutes."""
        return connection

    def begin(self, pipeline: Pipeline, job_id: str) -> None:
        """It has taken a job. RQ's record of it goes, so that it may come again at any time."""
        pipeline.delete(rq_key(job_id))
        self._set(WorkerStatus.BUSY.value, job_id, pipeline)

    def end(self, pipeline: Pipeline) -> None:
        """It is done with its job."""
        self._set(WorkerStatus.IDLE.value, "", pipeline)

    def beat(self, pipeline: Pipeline) -> None:
        """It is there."""
        self.last_heartbeat = datetime.now(UTC)
        pipeline.hset(self.key, mapping=self.serialize())
        worker_registration.register(self, pipeline)
        self._set(self._state, self._job, pipeline)

    def leave(self, pipeline: Pipeline) -> None:
        """It is gone."""
        worker_registration.unregister(self, pipeline)
        pipeline.delete(self.key)

    def _set(self, state: str, job_id: str, pipeline: Pipeline) -> None:
        self._state, self._job = state, job_id
        pipeline.hset(self.key, mapping={"state": state, JOB_FIELD: job_id})
        pipeline.expire(self.key, _ENTRY_TTL_S)
