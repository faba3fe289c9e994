"""Progress as server-sent events: from the queue while it tells, from the store when it does not.

Both tell the same events under the same ids, so a stream may change over in the middle, and a watcher
that comes back with `Last-Event-ID` misses nothing and hears nothing twice.
"""

import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import Annotated

from fastapi import Header, Query
from fastapi.sse import ServerSentEvent

from judge.errors import NotFound, StoreError
from judge.model.stored import Event
from judge.queue.port import Watcher

MAX_STREAM_S = 3600
"""A stream ends then; whoever still watches comes back with the last event's id."""

_LAST_EVENT = r"^[0-9]{1,9}-[0-9]{1,9}$"

LastEventId = Annotated[
    str | None,
    Header(
        pattern=_LAST_EVENT, description="Id of the last event that was heard.", examples=["1-4"]
    ),
]
LastEventParameter = Annotated[
    str | None,
    Query(
        pattern=_LAST_EVENT,
        description="As `Last-Event-ID`, for those who cannot send that header.",
    ),
]

Told = Callable[[], Awaitable[Sequence[Event] | None]]
"""What the store knows: all events of what is over, or None while it is not."""


async def stream(
    watcher: Watcher, job_id: str, after: str | None, told: Told
) -> AsyncIterator[ServerSentEvent]:
    """The events of a job behind `after`, up to its `done`. The framework keeps idle streams alive."""
    last = _order(after) if after else (0, -1)
    deadline = time.monotonic() + MAX_STREAM_S
    over = await _asked(told)
    if over is None:
        async for event in watcher.follow(job_id, after):
            if event is not None:
                last = (event.attempt, event.number)
                yield _sent(event)
                if event.type == "done":
                    return
                continue
            over = await _asked(told)
            if over is not None or time.monotonic() > deadline:
                break
    for event in over or ():
        if (event.attempt, event.number) > last:
            yield _sent(event)


async def _asked(told: Told) -> Sequence[Event] | None:
    """What the store knows; nothing while it is away, and nothing more of what it has forgotten."""
    try:
        return await told()
    except StoreError:
        return None
    except NotFound:
        return ()


def _order(event_id: str) -> tuple[int, int]:
    attempt, _, number = event_id.partition("-")
    return int(attempt), int(number)


def _sent(event: Event) -> ServerSentEvent:
    return ServerSentEvent(id=event.id, event=event.type, data=event.data)
