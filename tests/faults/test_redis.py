"""Redis is killed, empty or away: what was acknowledged is judged, and what comes is accepted."""

import threading
import time

import httpx
import pytest

from tests.faults.conftest import QUICK, SLOW, Ledger, on_sqlite
from tests.faults.deployment import Deployment, until
from tests.servers import RedisServer

pytestmark = [pytest.mark.docker, pytest.mark.slow]
AWAY_S = 60


@on_sqlite
def test_killed_and_back_without_its_data(deployment: Deployment, redis: RedisServer) -> None:
    waiting = [deployment.submit(QUICK) for _ in range(5)]
    redis.kill()
    redis.forget()
    redis.start()
    deployment.start_worker()
    assert [deployment.judged_once(each) for each in waiting] == ["AC"] * 5


@on_sqlite
def test_killed_while_a_judging_runs(deployment: Deployment, redis: RedisServer) -> None:
    """The judging goes on; its worker notices nothing but silence."""
    deployment.start_worker()
    running = deployment.submit(SLOW)
    waiting = deployment.submit(QUICK)
    deployment.await_state(running, "running")
    redis.kill()
    redis.forget()
    redis.start()
    assert deployment.judged_once(running) == "AC"
    assert deployment.judged_once(waiting) == "AC"
    assert deployment.attempts(running) == 1


@on_sqlite
def test_away_for_a_minute_while_submissions_arrive(
    deployment: Deployment, redis: RedisServer
) -> None:
    deployment.start_worker()
    redis.kill()
    away_until = time.monotonic() + AWAY_S
    accepted = []
    while time.monotonic() < away_until:
        accepted.append(deployment.submit(QUICK))
        time.sleep(4)  # the minute has to pass; this is not waiting for anything
    redis.start()
    assert len(accepted) > 3
    assert {deployment.judged_once(each) for each in accepted} == {"AC"}


def test_the_api_is_killed_between_commit_and_enqueue(
    deployment: Deployment, redis: RedisServer, ledger: Ledger
) -> None:
    """Nobody was told, but it was committed; so it is judged."""
    api = deployment.processes[-1]
    redis.pause()

    def post() -> None:
        with pytest.raises(httpx.TransportError):
            deployment.submit(QUICK)

    poster = threading.Thread(target=post)
    poster.start()
    until(lambda: ledger.count("submissions") == 1, "the submission to be committed")
    api.kill_all()
    poster.join()
    redis.resume()
    deployment.start_api()
    deployment.start_worker()
    (found,) = deployment.ask("GET", "/api/v1/submissions").json()["items"]
    assert deployment.judged_once(found["id"]) == "AC"


@on_sqlite
def test_readiness_names_redis_while_it_is_away(deployment: Deployment, redis: RedisServer) -> None:
    deployment.start_worker()
    until(lambda: deployment.ask("GET", "/readyz").status_code == 200, "the service to be ready")
    redis.kill()
    answer = deployment.ask("GET", "/readyz")
    assert answer.status_code == 503
    assert "queue" in answer.text
    redis.start()
    until(lambda: deployment.ask("GET", "/readyz").status_code == 200, "the service to be ready")
