"""How Redis is reached, and what its errors become."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import redis
import redis.asyncio
from redis.asyncio import BlockingConnectionPool
from redis.asyncio.retry import Retry as AsyncRetry
from redis.backoff import NoBackoff
from redis.retry import Retry

from judge.errors import CallerMistake, QueueError

ANSWER_S = 2.0
"""A Redis that has not answered for so long is taken for dead, so that no request hangs on it."""

_TRIED_AGAIN = (redis.ConnectionError,)
"""Once and at once: a pooled connection that a restarted Redis has closed is no fault. The library's own
patience of several seconds would be spent by whoever waits for an answer."""

_SHARED = 8
_MOST = 10_000

_SCHEMES = ("redis", "rediss", "unix")


def connect(url: str) -> redis.Redis:
    """A client that connects when it is first used, and anew when its connection breaks.

    Raises:
        CallerMistake: the URL is unusable.
    """
    with _named(url):
        return redis.Redis.from_url(
            url,
            retry=Retry(NoBackoff(), 1, supported_errors=_TRIED_AGAIN),
            socket_timeout=ANSWER_S,
            socket_connect_timeout=ANSWER_S,
        )


def connect_async(url: str) -> redis.asyncio.Redis:
    """As `connect`, for an event loop; at most a handful of connections, for which one waits in turn."""
    with _named(url):
        pool = BlockingConnectionPool.from_url(
            url,
            max_connections=_SHARED,
            timeout=ANSWER_S,
            retry=AsyncRetry(NoBackoff(), 1, supported_errors=_TRIED_AGAIN),
            socket_timeout=ANSWER_S,
            socket_connect_timeout=ANSWER_S,
        )
    return redis.asyncio.Redis.from_pool(pool)


def connect_blocking(url: str, longest_s: float) -> redis.asyncio.Redis:
    """As `connect`, for an event loop and commands that block: each has a connection of its own.

    Args:
        longest_s: how long Redis is asked to block at most.
    """
    with _named(url):
        return redis.asyncio.Redis.from_url(
            url,
            max_connections=_MOST,
            retry=AsyncRetry(NoBackoff(), 1, supported_errors=_TRIED_AGAIN),
            socket_timeout=longest_s + ANSWER_S,
            socket_connect_timeout=ANSWER_S,
        )


@contextmanager
def faults() -> Iterator[None]:
    """Within it, what goes wrong with Redis becomes a `QueueError`."""
    try:
        yield
    except redis.RedisError as error:
        raise QueueError(f"Redis does not answer: {describe(error)}") from error


def describe(error: redis.RedisError) -> str:
    """The error for people, without the password that a URL may hold."""
    return f"{error} ({type(error).__name__})"


@contextmanager
def _named(url: str) -> Iterator[None]:
    try:
        if urlsplit(url).scheme not in _SCHEMES:
            raise ValueError("unknown scheme")
        yield
    except ValueError:
        # The URL itself may hold a password.
        raise CallerMistake(
            "setting redis_url is no URL of a Redis; expected redis://host:port/0, rediss://… or "
            "unix:///path/of/redis.sock"
        ) from None
