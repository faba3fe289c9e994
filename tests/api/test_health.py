"""What those who run the service ask it, without a key."""

from collections.abc import Iterator
from threading import Thread

import pytest

from judge import __version__
from judge.wiring import make_consumer
from tests.api.running import Running, Somebody, wait_until
from tests.api.test_bad_input import assert_problem
from tests.api.test_submissions import submit


@pytest.fixture
def idle_worker(up: Running) -> Iterator[None]:
    """A worker that the queue knows, and that does nothing."""
    consumer = make_consumer(up.settings, "idle", "here")
    thread = Thread(target=consumer.work, args=(lambda _: None,))
    thread.start()
    yield
    consumer.stop()
    thread.join()


def test_the_process_lives_and_says_what_it_is(up: Running) -> None:
    assert up.client().get("/healthz").json() == {"status": "alive"}
    version = up.client().get("/version").json()
    assert (version["version"], version["api"]) == (__version__, "v1")


def test_a_service_without_workers_is_not_ready(up: Running) -> None:
    answer = up.client().get("/readyz")
    assert_problem(answer, 503)
    ready = {name: check["ok"] for name, check in answer.json()["checks"].items()}
    assert ready == {"store": True, "queue": True, "workers": False}


@pytest.mark.usefixtures("idle_worker")
def test_a_service_with_a_worker_is_ready(up: Running) -> None:
    wait_until(lambda: up.client().get("/readyz").status_code == 200)
    assert up.client().get("/readyz").json()["status"] == "ready"


def test_metrics_tell_what_waits(up: Running, solver: Somebody) -> None:
    submit(solver)
    answer = up.client().get("/metrics")
    assert answer.headers["Content-Type"].startswith("text/plain; version=")
    assert 'coderound_queue_jobs{queue="interactive"}' in answer.text
    assert solver.user.id not in answer.text


def test_every_answer_shuts_browsers_in(up: Running) -> None:
    for path in ("/healthz", "/nowhere", "/api/v1/openapi.json"):
        headers = up.client().get(path).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert "default-src 'none'" in headers["Content-Security-Policy"]
