"""The event log on Redis: a stream for each job, and one channel that tells which job is done.

A stream's entry ids are the events' own, `attempt-number`. Redis refuses an id that is not above the last
one, so what an overtaken worker still says is dropped there, by nobody's care.
"""

import logging
import threading
import time
from collections import deque
from collections.abc import Sequence

import orjson
from redis import Redis, RedisError

from judge.model.stored import Event
from judge.queue.connection import connect, describe

DONE_CHANNEL = "coderound:done"
"""Where the id of each job that is done is told."""

FIELD = b"event"
"""The only field of a stream's entry: the event as JSON."""

_log = logging.getLogger(__name__)

_GATHER_S = 0.02
"""Events other than `done` wait so long for further ones: a trip for each test of 2 ms would cost the
judging more than the test."""

_BUFFERED = 10_000
_STREAM_LENGTH = 5_000
_AWAY_S = 1.0
_FLUSH_S = 1.0


def stream_key(job_id: str) -> str:
    """The key of a job's stream."""
    return f"coderound:events:{job_id}"


class RedisEvents:
    """`Events` on Redis. A thread sends what is published, so that no judging waits for Redis."""

    def __init__(self, url: str, event_hours: int) -> None:
        self._redis = connect(url)
        self._keep_s = event_hours * 3600
        # Bounded: while Redis is away the oldest are lost, which the store makes good.
        self._buffer: deque[tuple[str, Event]] = deque(maxlen=_BUFFERED)
        self._filled = threading.Event()
        self._urgent = threading.Event()
        self._closing = False
        self._away = False
        self._sender: threading.Thread | None = None

    def publish(self, job_id: str, events: Sequence[Event]) -> None:
        """See the port. Never waits and never fails."""
        if self._sender is None:
            # Not before it is needed: a process that forks after making this keeps no thread behind.
            self._sender = threading.Thread(target=self._send_all, name="events", daemon=True)
            self._sender.start()
        self._buffer.extend((job_id, event) for event in events)
        if any(event.type == "done" for event in events):
            self._urgent.set()
        self._filled.set()

    def close(self) -> None:
        """See the port."""
        self._closing = True
        self._urgent.set()
        self._filled.set()
        if self._sender is not None:
            self._sender.join(_FLUSH_S)
        self._redis.close()

    def _send_all(self) -> None:
        """Send until closed and empty."""
        while not (self._closing and (self._away or not self._buffer)):
            self._filled.wait()
            self._urgent.wait(_GATHER_S)
            self._filled.clear()
            self._urgent.clear()
            self._send(self._taken())

    def _taken(self) -> list[tuple[str, Event]]:
        return [self._buffer.popleft() for _ in range(len(self._buffer))]

    def _send(self, events: list[tuple[str, Event]]) -> None:
        if not events:
            return
        try:
            _append(self._redis, events, self._keep_s)
        except RedisError as error:
            if not self._away:
                _log.warning("events are dropped until Redis is back: %s", describe(error))
            self._away = True
            if not self._closing:
                time.sleep(_AWAY_S)
        else:
            self._away = False


def _append(client: Redis, events: list[tuple[str, Event]], keep_s: int) -> None:
    """Append events in one trip.

    Raises:
        RedisError: Redis did not take them.
    """
    with client.pipeline(transaction=False) as pipeline:
        for job_id, event in events:
            pipeline.xadd(
                stream_key(job_id),
                {FIELD: orjson.dumps(event.model_dump(mode="json"))},
                id=event.id,
                maxlen=_STREAM_LENGTH,
                approximate=True,
            )
        for job_id in {job_id for job_id, _ in events}:
            pipeline.expire(stream_key(job_id), keep_s)
        for job_id, event in events:
            if event.type == "done":
                pipeline.publish(DONE_CHANNEL, job_id)
        answers = pipeline.execute(raise_on_error=False)
    for answer in answers:
        # An id below the last one: a later attempt has overtaken this one.
        if isinstance(answer, RedisError) and "equal or smaller" not in str(answer):
            raise answer
