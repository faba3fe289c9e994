"""Waiting for a job's end without asking again and again."""

import asyncio
from collections.abc import Awaitable, Callable

from judge.queue.port import Watcher

MAX_WAIT_S = 60

_LOOK_S = 2.0
"""Looks into the store, in case that the queue has forgotten the job's events."""


async def wait_for(
    watcher: Watcher, job_id: str, seconds: float, is_over: Callable[[], Awaitable[bool]]
) -> None:
    """Come back when a job is over, or after some seconds.

    The watcher knows of an end before it was asked too, so nothing is missed in between.

    Args:
        is_over: what the store says.
    """
    loop = asyncio.get_running_loop()
    deadline = loop.time() + seconds
    while (remaining := deadline - loop.time()) > 0:
        slice_s = min(remaining, _LOOK_S)
        if await watcher.finished(job_id, slice_s) or await is_over():
            return
