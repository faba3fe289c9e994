"""Watching events on Redis from within an event loop."""

import asyncio
import re
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

import orjson
from redis import RedisError

from judge.model.stored import Event
from judge.queue.connection import connect_async, connect_blocking
from judge.queue.redis_events import DONE_CHANNEL, FIELD, stream_key

_TICK_S = 2.0
"""A follower looks into the store so often while nothing happens."""

_AWAY_S = 0.5
"""Pause before the next try while Redis is away."""

_START = "0"
_EVENT_ID = re.compile(r"[0-9]{1,18}-[0-9]{1,18}")
_PAGE = 500


class RedisWatcher:
    """`Watcher` on Redis; belongs to one event loop.

    Each follower blocks a connection of its own. All that wait for `done` share one subscription.
    """

    def __init__(self, url: str) -> None:
        self._redis = connect_async(url)
        self._blocking = connect_blocking(url, _TICK_S)
        self._waiting: dict[str, set[asyncio.Future[bool]]] = defaultdict(set)
        self._listener: asyncio.Task[None] | None = None
        self._listening = asyncio.Event()

    async def follow(self, job_id: str, after: str | None) -> AsyncIterator[Event | None]:
        """See the port. An `after` that is no event's id means the beginning."""
        last = after if after and _EVENT_ID.fullmatch(after) else _START
        while True:
            events = await self._read(job_id, last)
            for event in events:
                yield event
                if event.type == "done":
                    return
                last = event.id
            if not events:
                yield None

    async def finished(self, job_id: str, timeout_s: float) -> bool:
        """See the port. It is told of a `done` before this call too, as long as events are kept."""
        told: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting[job_id].add(told)
        try:
            async with asyncio.timeout(timeout_s):
                await self._listen()
                # Behind the subscription: whatever comes from now on is heard.
                return await self._is_done(job_id) or await told
        except TimeoutError:
            return False
        except RedisError:
            await asyncio.sleep(min(_AWAY_S, timeout_s))
            return False
        finally:
            self._waiting[job_id].discard(told)
            if not self._waiting[job_id]:
                del self._waiting[job_id]

    async def close(self) -> None:
        """See the port."""
        if self._listener is not None:
            self._listener.cancel()
            with suppress(asyncio.CancelledError):
                await self._listener
        await self._redis.aclose()
        await self._blocking.aclose()

    async def _read(self, job_id: str, last: str) -> list[Event]:
        """Events behind `last`, as soon as there are any; none after a while, or if Redis is away."""
        try:
            found: Any = await self._blocking.xread(
                {stream_key(job_id): last}, count=_PAGE, block=int(_TICK_S * 1000)
            )
        except RedisError:
            await asyncio.sleep(_AWAY_S)
            return []
        return [_event(fields) for _, entries in found for _, fields in entries]

    async def _is_done(self, job_id: str) -> bool:
        latest: Any = await self._redis.xrevrange(stream_key(job_id), count=1)
        return any(_event(fields).type == "done" for _, fields in latest)

    async def _listen(self) -> None:
        """Come back once what is told is heard.

        Raises:
            TimeoutError: Redis is away.
        """
        if self._listener is None:
            self._listener = asyncio.create_task(self._hear_again_and_again())
        await asyncio.wait_for(self._listening.wait(), _AWAY_S)

    async def _hear_again_and_again(self) -> None:
        while True:
            try:
                await self._hear()
            except RedisError:
                pass
            finally:
                # What is told now is heard by nobody: all that wait look into the store instead.
                self._listening.clear()
                self._resolve(list(self._waiting), done=False)
            await asyncio.sleep(_AWAY_S)

    async def _hear(self) -> None:
        """Pass on what is told, until the connection breaks."""
        async with self._redis.pubsub() as subscription:
            await subscription.subscribe(DONE_CHANNEL)
            while True:
                message = await subscription.get_message(timeout=_TICK_S)
                if message is None:
                    continue
                if message["type"] == "subscribe":
                    self._listening.set()
                elif message["type"] == "message":
                    self._resolve([message["data"].decode()], done=True)

    def _resolve(self, job_ids: list[str], *, done: bool) -> None:
        for job_id in job_ids:
            for told in self._waiting.get(job_id, ()):
                if not told.done():
                    told.set_result(done)


def _event(fields: dict[bytes, bytes]) -> Event:
    return Event.model_validate(orjson.loads(fields[FIELD]))
