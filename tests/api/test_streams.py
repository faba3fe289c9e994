"""Progress as server-sent events: live, after the end, and when the queue has forgotten."""

import threading
from collections.abc import Iterator
from typing import Any

import httpx
import orjson
import pytest
import redis

from tests.api.running import Running, Somebody
from tests.api.test_submissions import submit
from tests.servers import RedisServer

ALL = ["1-0", "1-1", "1-2", "1-3", "1-4"]


def events(answer: httpx.Response) -> Iterator[dict[str, Any]]:
    """The events of a stream as they come; comments are left out."""
    event: dict[str, Any] = {}
    for line in answer.iter_lines():
        name, _, value = line.partition(": ")
        if line == "" and event:
            yield event
            event = {}
        elif name:
            event[name] = orjson.loads(value) if name == "data" else value


def heard(who: Somebody, submission_id: str, after: str | None = None) -> list[str]:
    headers = {} if after is None else {"Last-Event-ID": after}
    url = f"/api/v1/submissions/{submission_id}/events"
    with who.http.stream("GET", url, headers=headers) as answer:
        assert answer.status_code == 200
        return [event["id"] for event in events(answer)]


def test_events_are_told_as_they_come(up: Running, solver: Somebody) -> None:
    submission = submit(solver)
    url = f"/api/v1/submissions/{submission['id']}/events"
    with solver.http.stream("GET", url) as answer:
        assert answer.headers["Content-Type"].startswith("text/event-stream")
        told = events(answer)
        up.begin(submission["id"])
        assert next(told) == {"id": "1-0", "event": "claimed", "data": {}}
        up.record(submission["judging"]["id"])
        rest = list(told)
    assert [each["event"] for each in rest] == ["compiled", "case", "case", "done"]
    assert [each["id"] for each in rest] == ALL[1:]
    assert rest[-1]["data"]["verdict"] == "AC"


@pytest.mark.parametrize("forgotten", [False, True])
def test_who_comes_late_hears_the_same_with_the_same_ids(
    up: Running, solver: Somebody, private_redis: RedisServer, forgotten: bool
) -> None:
    submission = submit(solver)
    up.finish(submission["id"])
    if forgotten:
        with redis.Redis.from_url(private_redis.url) as client:
            client.delete(f"coderound:events:{submission['judging']['id']}")
    assert heard(solver, submission["id"]) == ALL
    assert heard(solver, submission["id"], after="1-2") == ALL[3:]
    assert heard(solver, submission["id"], after="1-4") == []


def test_a_watcher_goes_on_behind_the_last_event(up: Running, solver: Somebody) -> None:
    submission = submit(solver)
    up.begin(submission["id"])
    url = f"/api/v1/submissions/{submission['id']}/events?last_event=1-0"
    with solver.http.stream("GET", url) as answer:
        up.record(submission["judging"]["id"])
        assert [each["id"] for each in events(answer)] == ALL[1:]


def test_a_stream_ends_though_nobody_told_of_the_end(up: Running, solver: Somebody) -> None:
    submission = submit(solver)
    url = f"/api/v1/submissions/{submission['id']}/events"
    with solver.http.stream("GET", url) as answer:
        told = events(answer)
        up.begin(submission["id"])
        assert next(told)["id"] == "1-0"
        up.record(submission["judging"]["id"], tell=False)
        assert [each["id"] for each in told] == ALL[1:]


def test_a_cancelled_judging_ends_its_stream(solver: Somebody) -> None:
    submission = submit(solver)
    url = f"/api/v1/submissions/{submission['id']}"
    with solver.http.stream("GET", f"{url}/events") as answer:
        canceller = threading.Thread(target=lambda: solver.http.post(f"{url}/cancel"))
        canceller.start()
        ended = list(events(answer))
        canceller.join()
    assert [each["event"] for each in ended] == ["done"]
    assert ended[0]["data"]["verdict"] is None


@pytest.mark.parametrize("last", ["1", "x-1", "1-1\0", "-1--1", "9" * 30 + "-1"])
def test_an_event_id_that_is_none_is_refused(solver: Somebody, last: str) -> None:
    url = f"/api/v1/submissions/{submit(solver)['id']}/events"
    assert solver.http.get(url, params={"last_event": last}).status_code == 422


def test_an_idle_stream_is_kept_alive(
    up: Running, solver: Somebody, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fastapi.routing._PING_INTERVAL", 0.05)
    submission = submit(solver)
    url = f"/api/v1/submissions/{submission['id']}/events"
    with solver.http.stream("GET", url) as answer:
        lines = answer.iter_lines()
        assert next(lines).startswith(":")
        up.finish(submission["id"])
        assert [line for line in lines if line.startswith("event: done")]
