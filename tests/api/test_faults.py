"""What the service answers while Redis, the database or its own code fails."""

import logging
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from fastapi import APIRouter

from api import streams
from api.app import create_app
from api.streams import Told
from judge.model.stored import Event
from judge.model.users import Role
from judge.service.packages import register_bank
from judge.settings import Settings
from tests.api.running import PROBLEM, SOURCE, Running, Somebody, running, wait_until
from tests.api.test_bad_input import assert_problem
from tests.api.test_streams import events
from tests.servers import PostgresServer, RedisServer, free_port

BODY = {"problem": PROBLEM, "language": "python3", "source": SOURCE}


@pytest.fixture
def redis_server_of_ours() -> Iterator[RedisServer]:
    """A Redis that may be stopped."""
    with RedisServer() as server:
        yield server


@pytest.fixture
def alone(
    tmp_path: Path, redis_server_of_ours: RedisServer, bank: Path
) -> Iterator[tuple[Running, Somebody]]:
    """A service of this test's own, with a solver."""
    with running(
        tmp_path, redis_server_of_ours.url, submissions_per_minute=5, queue_cap=3
    ) as service:
        register_bank(service.service, bank)
        yield service, service.somebody("ada", Role.SOLVER)


def test_redis_away_submissions_are_accepted_and_judgings_told_of(
    alone: tuple[Running, Somebody], redis_server_of_ours: RedisServer
) -> None:
    up, ada = alone
    redis_server_of_ours.kill()
    sent = ada.http.post("/api/v1/submissions", json=BODY)
    assert sent.status_code == 201, sent.text
    waited = ada.http.post("/api/v1/submissions?wait=0.5", json=BODY)
    assert (waited.status_code, waited.json()["state"]) == (201, "queued")
    assert ada.http.post("/api/v1/runs", json=BODY).status_code == 201
    up.finish(sent.json()["id"])
    with ada.http.stream("GET", f"{sent.headers['Location']}/events") as answer:
        assert [each["event"] for each in events(answer)][-1] == "done"
    ready = up.client().get("/readyz")
    assert_problem(ready, 503)
    checks = ready.json()["checks"]
    assert (checks["store"]["ok"], checks["queue"]["ok"]) == (True, False)
    assert str(redis_server_of_ours.port) not in ready.text
    assert up.client().get("/healthz").status_code == 200


def test_redis_going_away_does_not_end_a_stream(
    alone: tuple[Running, Somebody], redis_server_of_ours: RedisServer
) -> None:
    up, ada = alone
    submission = ada.http.post("/api/v1/submissions", json=BODY).json()
    with ada.http.stream("GET", f"/api/v1/submissions/{submission['id']}/events") as answer:
        told = events(answer)
        up.begin(submission["id"])
        assert next(told)["id"] == "1-0"
        redis_server_of_ours.kill()
        up.record(submission["judging"]["id"], tell=False)
        assert [each["id"] for each in told] == ["1-1", "1-2", "1-3", "1-4"]


def test_who_sends_too_much_is_told_when_to_come_back(alone: tuple[Running, Somebody]) -> None:
    up, ada = alone
    sent = [ada.http.post("/api/v1/submissions", json=BODY) for _ in range(4)]
    assert [each.status_code for each in sent] == [201, 201, 201, 429]  # too many wait
    assert_problem(sent[3], 429)
    assert int(sent[3].headers["Retry-After"]) > 0
    for each in sent[:3]:
        up.finish(each.json()["id"])
    more = [ada.http.post("/api/v1/submissions", json=BODY) for _ in range(3)]
    assert [each.status_code for each in more] == [201, 201, 429]  # too many in a minute
    assert 0 < int(more[2].headers["Retry-After"]) <= 60


def test_a_database_that_is_away_is_told_as_such(
    tmp_path: Path, private_redis: RedisServer, bank: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[Told] = []
    asked = streams._asked

    async def noting(told: Told) -> Sequence[Event] | None:
        looked.append(told)
        return await asked(told)

    monkeypatch.setattr(streams, "_asked", noting)
    with PostgresServer() as server:
        url = server.new_database()
        with running(tmp_path, private_redis.url, database_url=url) as up:
            register_bank(up.service, bank)
            ada = up.somebody("ada", Role.SOLVER)
            sent = ada.http.post("/api/v1/submissions", json=BODY)
            assert sent.status_code == 201
            server.kill()
            for answer in (
                ada.http.post("/api/v1/submissions", json=BODY),
                ada.http.get("/api/v1/submissions"),
                up.client().get("/metrics"),
                up.client().get("/readyz"),
            ):
                assert_problem(answer, 503)
                assert int(answer.headers["Retry-After"]) > 0
                assert str(server.port) not in answer.text
            assert up.client().get("/healthz").status_code == 200
            server.start()
            assert ada.http.post("/api/v1/submissions", json=BODY).status_code == 201
            with ada.http.stream("GET", f"{sent.headers['Location']}/events") as answer:
                told = events(answer)
                up.begin(sent.json()["id"])
                assert next(told)["id"] == "1-0"
                server.kill()
                looks = len(looked)
                wait_until(lambda: len(looked) > looks + 1)
                server.start()
                up.record(sent.json()["judging"]["id"], tell=False)
                assert [each["event"] for each in told][-1] == "done"


def test_a_mistake_of_ours_is_logged_under_the_id_that_the_answer_has(
    tmp_path: Path, private_redis: RedisServer, caplog: pytest.LogCaptureFixture
) -> None:
    router = APIRouter()

    @router.get("/broken")
    def broken() -> None:
        raise RuntimeError("a secret of ours")

    with running(tmp_path, private_redis.url) as up, caplog.at_level(logging.ERROR):
        up.app.include_router(router)
        answer = up.client().get("/broken")
    assert_problem(answer, 500)
    assert "secret" not in answer.text
    assert answer.json()["request_id"] in caplog.text


def test_nothing_is_opened_before_it_begins(tmp_path: Path) -> None:
    create_app(
        Settings(
            data_dir=tmp_path / "none",
            redis_url=f"redis://127.0.0.1:{free_port()}/0",
            database_url=f"postgresql://127.0.0.1:{free_port()}/none",
        )
    )
    assert not (tmp_path / "none").exists()


def test_the_log_has_requests_without_what_was_sent(
    up: Running, solver: Somebody, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "api.access"):
        sent = solver.http.post("/api/v1/submissions?wait=0", json=BODY)
    line = caplog.text
    assert sent.headers["X-Request-ID"] in line
    assert "create_submission" in line
    assert solver.user.id in line
    assert "def doubled" not in line
    assert solver.key not in line
