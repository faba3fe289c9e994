"""Watchers see what workers tell, in order, once, from wherever they begin."""

import asyncio
import threading
import time
from collections.abc import Iterator, Sequence

import pytest
import redis

from judge.model.ids import new_id
from judge.model.stored import Event
from judge.queue.redis_events import DONE_CHANNEL, RedisEvents, stream_key
from judge.queue.redis_watcher import RedisWatcher
from tests.queue.waiting import await_
from tests.servers import RedisServer

PATIENCE_S = 20.0


@pytest.fixture
def events(server: RedisServer) -> Iterator[RedisEvents]:
    events = RedisEvents(server.url, event_hours=1)
    yield events
    events.close()


def case(number: int, attempt: int = 1) -> Event:
    return Event(attempt=attempt, number=number, type="case", data={"name": f"secret/{number}"})


def done(number: int, attempt: int = 1) -> Event:
    return Event(attempt=attempt, number=number, type="done", data={"verdict": "AC"})


def followed(url: str, job_id: str, after: str | None = None) -> Sequence[Event]:
    """All events of a job that is done."""

    async def follow() -> list[Event]:
        watcher = RedisWatcher(url)
        async with asyncio.timeout(PATIENCE_S):
            found = [event async for event in watcher.follow(job_id, after) if event]
        await watcher.close()
        return found

    return asyncio.run(follow())


def test_a_late_watcher_sees_everything_in_order(server: RedisServer, events: RedisEvents) -> None:
    job_id = new_id()
    told = [Event(attempt=1, number=1, type="claimed"), case(2), case(3), done(4)]
    for event in told:
        events.publish(job_id, [event])
    assert followed(server.url, job_id) == told


@pytest.mark.parametrize("after", [None, "", "0", "nonsense", "1-0", "-", "9" * 40 + "-1"])
def test_what_is_no_id_of_an_event_means_the_beginning(
    server: RedisServer, events: RedisEvents, after: str | None
) -> None:
    job_id = new_id()
    events.publish(job_id, [case(1), done(2)])
    assert followed(server.url, job_id, after) == [case(1), done(2)]


def test_a_watcher_goes_on_behind_the_event_it_saw_last(
    server: RedisServer, events: RedisEvents
) -> None:
    job_id = new_id()
    events.publish(job_id, [case(1), case(2), done(3)])
    assert followed(server.url, job_id, case(2).id) == [done(3)]


def test_an_overtaken_attempt_says_nothing_more(server: RedisServer, events: RedisEvents) -> None:
    job_id = new_id()
    events.publish(job_id, [case(1), case(2)])
    events.publish(job_id, [case(1, attempt=2)])
    events.publish(job_id, [case(3), done(4)])
    events.publish(job_id, [done(2, attempt=2)])
    assert followed(server.url, job_id) == [
        case(1),
        case(2),
        case(1, attempt=2),
        done(2, attempt=2),
    ]


def test_streams_are_forgotten_after_a_while(server: RedisServer, events: RedisEvents) -> None:
    job_id = new_id()
    events.publish(job_id, [done(1)])
    with redis.Redis.from_url(server.url) as client:
        await_(lambda: client.ttl(stream_key(job_id)) > 0, "the stream")
        assert 3500 < client.ttl(stream_key(job_id)) <= 3600


def test_following_ticks_while_nothing_happens_and_then_goes_on(
    server: RedisServer, events: RedisEvents
) -> None:
    job_id = new_id()

    async def follow() -> list[Event | None]:
        watcher = RedisWatcher(server.url)
        seen: list[Event | None] = []
        async for event in watcher.follow(job_id, None):
            if event is None:
                events.publish(job_id, [done(1)])
            seen.append(event)
        await watcher.close()
        return seen

    assert asyncio.run(follow()) == [None, done(1)]


def test_many_waiters_learn_of_their_own_job_through_one_subscription(
    server: RedisServer, events: RedisEvents
) -> None:
    jobs = [new_id() for _ in range(200)]

    async def wait() -> tuple[list[bool], int]:
        watcher = RedisWatcher(server.url)
        waiting = [asyncio.create_task(watcher.finished(job, PATIENCE_S)) for job in jobs]
        unheard = asyncio.create_task(watcher.finished(new_id(), 1.0))
        listeners = 0
        with redis.Redis.from_url(server.url) as client:
            async with asyncio.timeout(PATIENCE_S):
                while not listeners:  # it takes its time to subscribe
                    await asyncio.sleep(0.01)
                    listeners = dict(client.pubsub_numsub(DONE_CHANNEL))[DONE_CHANNEL.encode()]
        for job in jobs:
            events.publish(job, [case(1), done(2)])
        found = [*await asyncio.gather(*waiting), await unheard]
        await watcher.close()
        return found, listeners

    found, listeners = asyncio.run(wait())
    assert found == [True] * 200 + [False]
    assert listeners == 1


def test_hundreds_may_follow_at_once(server: RedisServer, events: RedisEvents) -> None:
    job_id = new_id()

    async def follow() -> list[Event | None]:
        watcher = RedisWatcher(server.url)
        followers = [anext(aiter(watcher.follow(job_id, None))) for _ in range(150)]
        tasks = [asyncio.ensure_future(each) for each in followers]
        await asyncio.sleep(0.1)
        events.publish(job_id, [done(1)])
        found = await asyncio.gather(*tasks)
        await watcher.close()
        return found

    assert asyncio.run(follow()) == [done(1)] * 150


def test_waiting_for_what_was_done_before_ends_at_once(
    server: RedisServer, events: RedisEvents
) -> None:
    job_id = new_id()
    events.publish(job_id, [done(1)])
    events.close()

    async def wait() -> bool:
        watcher = RedisWatcher(server.url)
        found = await watcher.finished(job_id, PATIENCE_S)
        await watcher.close()
        return found

    begun = time.monotonic()
    assert asyncio.run(wait())
    assert time.monotonic() - begun < PATIENCE_S / 2


def test_closing_tells_what_has_not_been_told_yet(server: RedisServer) -> None:
    job_id = new_id()
    events = RedisEvents(server.url, event_hours=1)
    events.publish(job_id, [case(1)])
    events.close()
    with redis.Redis.from_url(server.url) as client:
        assert client.xlen(stream_key(job_id)) == 1


def test_telling_never_waits_for_a_redis_that_is_away(own_server: RedisServer) -> None:
    events = RedisEvents(own_server.url, event_hours=1)
    events.publish("first", [done(1)])
    own_server.pause()
    begun = time.monotonic()
    for number in range(1, 30_000):
        events.publish("second", [case(number)])
    assert time.monotonic() - begun < PATIENCE_S / 2
    own_server.kill()
    own_server.start()
    with redis.Redis.from_url(own_server.url) as client:

        def told() -> bool:
            events.publish("third", [done(1)])
            return bool(client.exists(stream_key("third")))

        await_(told, "events to go out again")
    events.close()


def test_waiters_look_into_the_store_when_redis_goes_away(own_server: RedisServer) -> None:
    async def wait() -> tuple[bool, bool, Event | None]:
        watcher = RedisWatcher(own_server.url)
        during = asyncio.create_task(watcher.finished("job", PATIENCE_S * 3))
        await asyncio.sleep(0.2)
        killing = threading.Thread(target=own_server.kill)
        killing.start()
        async with asyncio.timeout(PATIENCE_S):
            answers = await during, await watcher.finished("job", PATIENCE_S * 3)
            tick = await anext(aiter(watcher.follow("job", None)))
        killing.join()
        await watcher.close()
        return *answers, tick

    assert asyncio.run(wait()) == (False, False, None)


def test_waiting_works_again_once_redis_is_back(own_server: RedisServer) -> None:
    events = RedisEvents(own_server.url, event_hours=1)

    async def wait() -> bool:
        watcher = RedisWatcher(own_server.url)
        assert not await watcher.finished("early", 0.2)
        own_server.kill()
        own_server.start()
        async with asyncio.timeout(PATIENCE_S):
            while True:
                waiting = asyncio.create_task(watcher.finished("late", 1.0))
                await asyncio.sleep(0.05)
                events.publish("late", [done(1)])
                if await waiting:
                    break
        await watcher.close()
        return True

    assert asyncio.run(wait())
    events.close()
