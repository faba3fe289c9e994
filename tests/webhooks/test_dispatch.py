"""From what is due in a real database to real servers and back."""

import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from standardwebhooks import Webhook

from judge.model.ids import new_id
from judge.model.stored import Delivery, DeliveryState, WebhookEndpoint
from judge.model.users import Role, User
from judge.store.sql_store import SqlStore
from judge.webhooks.dispatch import BACKOFF_S, dispatch_due
from judge.webhooks.http_sender import HttpSender
from tests.webhooks.receiver import Receiver, answer

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
NOW = datetime.now(UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    found = SqlStore(f"sqlite:///{tmp_path}/webhooks.db")
    found.migrate()
    with found.write() as tx:
        tx.users.add(User(id="U", name="ada", role=Role.SOLVER, created_at=NOW))
    yield found
    found.close()


def add_endpoint(store: SqlStore, url: str, **fields: datetime) -> str:
    endpoint = WebhookEndpoint(
        id=new_id(),
        user_id="U",
        url=url,
        secret=SECRET,
        events=("judging.done",),
        created_at=NOW,
        **fields,
    )
    with store.write() as tx:
        tx.webhooks.add(endpoint)
    return endpoint.id


def add_deliveries(store: SqlStore, endpoint_id: str, count: int = 1) -> None:
    payload = {"type": "judging.done", "data": {"problem": "größe", "verdict": "AC"}}
    with store.write() as tx:
        tx.webhooks.add_deliveries(
            Delivery(
                id=new_id(),
                endpoint_id=endpoint_id,
                event="judging.done",
                payload=payload,
                created_at=NOW,
                next_at=NOW,
            )
            for _ in range(count)
        )


def dispatch(store: SqlStore, later_s: float = 0, timeout_s: float = 10) -> int:
    """Send what is due some time from now."""
    sender = HttpSender(private_allowed=True, timeout_s=timeout_s)
    return dispatch_due(store, sender, lambda: NOW + timedelta(seconds=later_s))


def deliveries(store: SqlStore, endpoint_id: str) -> list[Delivery]:
    with store.read() as tx:
        return list(tx.webhooks.deliveries_of(endpoint_id, before=None, limit=200))


def test_what_is_due_is_sent_once(store: SqlStore, receiver: Receiver) -> None:
    endpoint = add_endpoint(store, receiver.url())
    add_deliveries(store, endpoint)
    # Who verifies a signature refuses one that is older than five minutes.
    passed_s = (datetime.now(UTC) - NOW).total_seconds()
    assert (dispatch(store, passed_s), dispatch(store, passed_s + 3600)) == (1, 0)
    (delivery,) = deliveries(store, endpoint)
    assert (delivery.state, delivery.attempts) == (DeliveryState.DELIVERED, 1)
    assert delivery.response == "HTTP 204"
    (received,) = receiver.received
    assert received.headers["webhook-id"] == delivery.id
    assert Webhook(SECRET).verify(received.body, received.headers) == delivery.payload


def test_a_failure_is_sent_again_after_a_pause_under_the_same_id(
    store: SqlStore, receiver: Receiver
) -> None:
    endpoint = add_endpoint(store, receiver.url())
    add_deliveries(store, endpoint)
    receiver.responses["/hook"] = answer(500)
    assert dispatch(store) == 1
    (delivery,) = deliveries(store, endpoint)
    assert (delivery.state, delivery.response) == (DeliveryState.PENDING, "HTTP 500")
    assert delivery.next_at == NOW + timedelta(seconds=BACKOFF_S[0])
    del receiver.responses["/hook"]
    assert dispatch(store, BACKOFF_S[0] - 1) == 0
    assert dispatch(store, BACKOFF_S[0]) == 1
    assert deliveries(store, endpoint)[0].state is DeliveryState.DELIVERED
    assert len({received.headers["webhook-id"] for received in receiver.received}) == 1


def test_it_is_given_up_after_the_last_attempt(store: SqlStore, receiver: Receiver) -> None:
    endpoint = add_endpoint(store, receiver.url())
    add_deliveries(store, endpoint)
    receiver.responses["/hook"] = answer(503)
    later_s = 0
    for pause_s in (0, *BACKOFF_S):
        later_s += pause_s
        assert dispatch(store, later_s) == 1
    (delivery,) = deliveries(store, endpoint)
    assert (delivery.state, delivery.attempts) == (DeliveryState.FAILED, len(BACKOFF_S) + 1)
    assert dispatch(store, later_s + 10**7) == 0


def test_an_endpoint_that_is_gone_is_disabled(store: SqlStore, receiver: Receiver) -> None:
    endpoint = add_endpoint(store, receiver.url())
    add_deliveries(store, endpoint, 3)
    receiver.responses["/hook"] = answer(410)
    dispatch(store)
    dispatch(store, 3600)
    with store.read() as tx:
        stored = tx.webhooks.get(endpoint)
    assert stored is not None
    assert stored.disabled_at is not None
    assert {each.state for each in deliveries(store, endpoint)} == {DeliveryState.FAILED}
    assert len(receiver.received) <= 3


def test_a_disabled_endpoint_gets_nothing(store: SqlStore, receiver: Receiver) -> None:
    endpoint = add_endpoint(store, receiver.url(), disabled_at=NOW)
    add_deliveries(store, endpoint)
    assert dispatch(store) == 0
    assert deliveries(store, endpoint)[0].state is DeliveryState.FAILED
    assert receiver.received == []


def test_a_forbidden_address_fails_at_once(store: SqlStore, receiver: Receiver) -> None:
    endpoint = add_endpoint(store, receiver.url())
    add_deliveries(store, endpoint)
    dispatch_due(store, HttpSender(private_allowed=False), lambda: NOW)
    (delivery,) = deliveries(store, endpoint)
    assert delivery.state is DeliveryState.FAILED
    assert "private" in (delivery.response or "")
    assert receiver.received == []


def test_an_endpoint_that_hangs_holds_up_nobody_else(store: SqlStore, receiver: Receiver) -> None:
    """Others are served while it hangs, and a failing endpoint is not pestered with all it has."""
    hanging, released = threading.Event(), threading.Event()

    def hang(handler: BaseHTTPRequestHandler) -> None:
        hanging.set()
        released.wait(30)

    receiver.responses["/slow"] = hang
    slow = add_endpoint(store, receiver.url("/slow"))
    quick = add_endpoint(store, receiver.url("/quick"))
    add_deliveries(store, slow, 20)
    add_deliveries(store, quick, 20)
    dispatching = threading.Thread(target=dispatch, args=(store, 0, 3))
    dispatching.start()
    try:
        assert hanging.wait(10)
        deadline = time.monotonic() + 10
        while any(each.state is DeliveryState.PENDING for each in deliveries(store, quick)):
            assert time.monotonic() < deadline
            time.sleep(0.02)
        assert dispatching.is_alive()
    finally:
        dispatching.join()
        released.set()
    attempts = [each.attempts for each in deliveries(store, slow)]
    assert 1 <= sum(attempts) <= 4


def test_a_dispatcher_that_died_loses_nothing(store: SqlStore, receiver: Receiver) -> None:
    endpoint = add_endpoint(store, receiver.url())
    add_deliveries(store, endpoint)
    with store.write() as tx:  # what it did before it died
        assert tx.webhooks.take_due(NOW, NOW + timedelta(seconds=60), 100)
    assert dispatch(store, 59) == 0
    assert dispatch(store, 60) == 1
    assert deliveries(store, endpoint)[0].state is DeliveryState.DELIVERED


def test_who_stops_waits_for_nobody(store: SqlStore, receiver: Receiver) -> None:
    stopped = threading.Event()

    def hang(handler: BaseHTTPRequestHandler) -> None:
        stopped.set()
        time.sleep(30)

    receiver.responses["/hook"] = hang
    endpoint = add_endpoint(store, receiver.url())
    add_deliveries(store, endpoint)
    began = time.monotonic()
    sender = HttpSender(private_allowed=True, timeout_s=25)
    assert dispatch_due(store, sender, lambda: NOW, stopped.is_set) == 0
    assert time.monotonic() - began < 15
    (delivery,) = deliveries(store, endpoint)
    assert (delivery.state, delivery.attempts) == (DeliveryState.PENDING, 0)
