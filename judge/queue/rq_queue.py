"""The queue on RQ: three of its queues, named after the priorities.

What RQ keeps of a job is there for its own tools (`rq info`). Only the id counts: the store knows the
rest, and whether the job has to be done at all.
"""

from collections.abc import Mapping, Sequence

from redis import Redis
from rq import Queue as RedisQueue
from rq.job import Job
from rq.serializers import JSONSerializer
from rq.utils import as_text
from rq.worker import SimpleWorker
from rq.worker_registration import REDIS_WORKER_KEYS

from judge.model.stored import Priority
from judge.queue.connection import connect, faults
from judge.queue.port import QueueWorker

_WORK = "judge.queue.rq_consumer.RqConsumer.work"
"""What RQ's records say is called. By name: whoever enqueues does not import what works."""

JOB_FIELD = "current_job"
"""Field of a worker's entry with the job that it is at."""

_PAGE = 10_000
_OVERLAP = 1_000


class RqQueue:
    """`Queue` on RQ."""

    def __init__(self, url: str) -> None:
        self._redis = connect(url)
        self._queues = {priority: redis_queue(priority, self._redis) for priority in Priority}

    def enqueue(self, job_id: str, priority: Priority) -> None:
        """See the port. One trip to Redis."""
        queue = self._queues[priority]
        with faults(), self._redis.pipeline() as pipeline:
            queue.enqueue_job(_rq_job(job_id, self._redis), pipeline=pipeline)
            pipeline.execute()

    def missing(self, job_ids: Sequence[tuple[str, Priority]]) -> Sequence[tuple[str, Priority]]:
        """See the port. What a worker that is alive has just taken is not missing.

        A job may be called missing that is being taken at this moment; it is claimed once anyway.
        """
        wanted: dict[Priority, set[str]] = {}
        for job_id, priority in job_ids:
            wanted.setdefault(priority, set()).add(job_id)
        with faults():
            for priority, ids in wanted.items():
                self._drop_waiting(self._queues[priority], ids)
        if not any(wanted.values()):
            return []
        taken = {worker.job_id for worker in self.workers()}
        return [each for each in job_ids if each[0] in wanted[each[1]] and each[0] not in taken]

    def remove(self, job_id: str, priority: Priority) -> None:
        """See the port."""
        with faults(), self._redis.pipeline() as pipeline:
            pipeline.lrem(self._queues[priority].key, 0, job_id)
            pipeline.delete(rq_key(job_id))
            pipeline.execute()

    def workers(self) -> Sequence[QueueWorker]:
        """See the port."""
        with faults():
            keys = sorted(self._redis.smembers(REDIS_WORKER_KEYS))
            with self._redis.pipeline(transaction=False) as pipeline:
                for key in keys:
                    pipeline.hgetall(key)
                entries = pipeline.execute()
        return [_worker(key, entry) for key, entry in zip(keys, entries, strict=True) if entry]

    def ping(self) -> None:
        """See the port."""
        with faults():
            self._redis.ping()

    def close(self) -> None:
        """Let go of every connection."""
        self._redis.close()

    @staticmethod
    def _drop_waiting(queue: RedisQueue, ids: set[str]) -> None:
        """Take the ids that wait in a queue from the set.

        Looking for each id would cost Redis a walk through the whole list, and the oldest jobs, which
        are asked for, stand in front. Pages overlap since the list moves up while it is read.
        """
        offset = 0
        while ids:
            page = queue.get_job_ids(offset, _PAGE)
            ids.difference_update(page)
            if len(page) < _PAGE:
                return
            offset += _PAGE - _OVERLAP


def redis_queue(priority: Priority, client: Redis) -> RedisQueue:
    """RQ's queue for a priority."""
    return RedisQueue(priority.value, connection=client, serializer=JSONSerializer)


def rq_key(job_id: str) -> str:
    """The key of what RQ keeps of a job."""
    return str(Job.key_for(job_id))


def _rq_job(job_id: str, client: Redis) -> Job:
    return Job.create(
        _WORK,
        args=[job_id],
        id=job_id,
        description=job_id,
        connection=client,
        serializer=JSONSerializer,
        timeout=-1,  # how long a job may take is decided by its lease
        result_ttl=0,
        failure_ttl=0,
    )


def _worker(key: bytes | str, entry: Mapping[bytes, bytes]) -> QueueWorker:
    def field(name: str) -> str | None:
        return entry.get(name.encode(), b"").decode() or None

    return QueueWorker(
        name=as_text(key).removeprefix(SimpleWorker.redis_worker_namespace_prefix),
        host=field("hostname") or "?",
        state=field("state") or "?",
        job_id=field(JOB_FIELD),
    )
