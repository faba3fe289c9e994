"""Contents, endpoints and deliveries, the audit log, and what requests made."""

from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import text

from judge.errors import StoreError
from judge.model.ids import new_id
from judge.model.stored import Delivery, DeliveryState, WebhookEndpoint
from judge.model.users import AuditEntry
from judge.store.port import Remembered, Store
from judge.store.sql_store import SqlStore
from tests.store.things import World, a_run, an_endpoint, now


@pytest.mark.parametrize("content", [b"", b"print()\n", bytes(range(256)) * 4096])
def test_equal_contents_are_kept_once_under_their_sha256(store: Store, content: bytes) -> None:
    with store.write() as tx:
        digest = tx.blobs.put(content)
        assert tx.blobs.put(content) == digest
    assert digest == sha256(content).hexdigest()
    with store.read() as tx:
        assert tx.blobs.get(digest) == content
        assert tx.blobs.get("0" * 64) is None


def test_a_damaged_content_is_a_fault_of_ours(store: SqlStore) -> None:
    with store.write() as tx:
        digest = tx.blobs.put(b"print(1)")
    with store._engine.begin() as connection:
        connection.execute(text("UPDATE blobs SET content = :c"), {"c": b"print(2)"})
    with store.read() as tx, pytest.raises(StoreError, match="damaged"):
        tx.blobs.get(digest)


def an_event(endpoint: WebhookEndpoint, at: datetime | None = None) -> Delivery:
    at = at or now()
    return Delivery(
        id=new_id(),
        endpoint_id=endpoint.id,
        event="judging.done",
        payload={"data": {"verdict": "AC"}},
        created_at=at,
        next_at=at,
    )


@pytest.fixture
def endpoint(world: World) -> WebhookEndpoint:
    """An endpoint of the world's user."""
    made = an_endpoint(world.user)
    with world.store.write() as tx:
        tx.webhooks.add(made)
    return made


def test_an_endpoint_comes_back_as_it_was(world: World, endpoint: WebhookEndpoint) -> None:
    with world.store.read() as tx:
        assert tx.webhooks.get(endpoint.id) == endpoint
        assert tx.webhooks.of(world.user.id) == [endpoint]
        assert tx.webhooks.get("none") is None
        assert tx.webhooks.of("nobody") == []


def test_an_endpoint_goes_with_its_deliveries(world: World, endpoint: WebhookEndpoint) -> None:
    with world.store.write() as tx:
        tx.webhooks.add_deliveries([an_event(endpoint)])
        assert tx.webhooks.remove(endpoint.id)
        assert not tx.webhooks.remove(endpoint.id)
        assert tx.webhooks.get(endpoint.id) is None
        assert tx.webhooks.take_due(now(), now(), 10) == []


def test_a_delivery_is_given_out_once_until_its_time_comes_again(
    world: World, endpoint: WebhookEndpoint
) -> None:
    at = now()
    again = at + timedelta(minutes=1)
    delivery, later = an_event(endpoint, at), an_event(endpoint, at + timedelta(hours=1))
    with world.store.write() as tx:
        tx.webhooks.add_deliveries([delivery, later])
    with world.store.write() as tx:
        taken = tx.webhooks.take_due(at, again, 10)
        assert taken == [delivery.model_copy(update={"next_at": again})]
        assert tx.webhooks.take_due(at, again, 10) == []
        assert [each.id for each in tx.webhooks.take_due(again, again, 10)] == [delivery.id]


def test_only_so_many_deliveries_are_given_out(world: World, endpoint: WebhookEndpoint) -> None:
    at = now()
    events = [an_event(endpoint, at - timedelta(seconds=n)) for n in range(3)]
    with world.store.write() as tx:
        tx.webhooks.add_deliveries(events)
        taken = tx.webhooks.take_due(at, at + timedelta(hours=1), 2)
    assert {each.id for each in taken} == {events[1].id, events[2].id}


@pytest.mark.parametrize("state", list(DeliveryState))
def test_how_a_delivery_went_is_recorded(
    world: World, endpoint: WebhookEndpoint, state: DeliveryState
) -> None:
    delivery = an_event(endpoint)
    again = now() + timedelta(seconds=5)
    with world.store.write() as tx:
        tx.webhooks.add_deliveries([delivery])
        tx.webhooks.note_attempt(delivery.id, state, "503 \0", again)
    with world.store.write() as tx:
        (found,) = tx.webhooks.deliveries_of(endpoint.id, before=None, limit=10)
        due = tx.webhooks.take_due(again, again, 10)
    assert (found.state, found.attempts, found.next_at) == (state, 1, again)
    assert found.response is not None
    assert found.response.startswith("503")
    assert len(due) == (1 if state is DeliveryState.PENDING else 0)


def test_deliveries_are_listed_latest_first(world: World, endpoint: WebhookEndpoint) -> None:
    events = [an_event(endpoint) for _ in range(3)]
    with world.store.write() as tx:
        tx.webhooks.add_deliveries(events)
        ids = sorted((event.id for event in events), reverse=True)
        found = tx.webhooks.deliveries_of(endpoint.id, before=ids[0], limit=1)
        assert [each.id for each in found] == ids[1:2]
        tx.webhooks.add_deliveries([])


def test_the_audit_log_is_read_latest_first(store: Store) -> None:
    entries = [
        AuditEntry(
            id=new_id(),
            at=now(),
            user_id=None if n else "somebody",
            action="problem.publish",
            subject="two-sum",
            detail={"version": n, "why": "\0"},
        )
        for n in range(3)
    ]
    with store.write() as tx:
        for entry in entries:
            tx.audit.add(entry)
    entries.sort(key=lambda entry: entry.id, reverse=True)
    with store.read() as tx:
        assert tx.audit.list(before=None, limit=2) == entries[:2]
        assert tx.audit.list(before=entries[1].id, limit=2) == entries[2:]


def test_a_request_is_remembered_under_its_user_and_key(store: Store) -> None:
    with store.write() as tx:
        assert tx.idempotency.remember("ann", "key-1", "f1", "r1", now()) is None
        assert tx.idempotency.remember("bob", "key-1", "f2", "r2", now()) is None
        assert tx.idempotency.remember("ann", "key-2", "f3", "r3", now()) is None
    with store.write() as tx:
        known = tx.idempotency.remember("ann", "key-1", "f4", "r4", now())
        assert known == Remembered(fingerprint="f1", resource="r1")
        known = tx.idempotency.remember("ann", "key-1", "f4", "r4", now())
        assert known == Remembered(fingerprint="f1", resource="r1")


def test_instants_come_back_aware_and_in_utc(store: Store) -> None:
    at = datetime(2031, 2, 3, 4, 5, 6, 789012, tzinfo=timezone(timedelta(hours=5, minutes=30)))
    entry = AuditEntry(id=new_id(), at=at, user_id=None, action="a", subject="s")
    with store.write() as tx:
        tx.audit.add(entry)
    with store.read() as tx:
        (found,) = tx.audit.list(before=None, limit=1)
    assert found.at == at
    assert found.at.tzinfo is UTC


def test_an_instant_without_a_zone_is_refused(store: Store) -> None:
    entry = AuditEntry(
        id=new_id(),
        at=datetime(2031, 2, 3),
        user_id=None,
        action="a",
        subject="s",
    )
    with pytest.raises(StoreError), store.write() as tx:
        tx.audit.add(entry)


def test_a_reader_sees_one_moment(world: World) -> None:
    with world.store.read() as tx:
        assert tx.jobs.active_of(world.user.id) == 0
        world.submit()
        assert tx.jobs.active_of(world.user.id) == 0
    with world.store.read() as tx:
        assert tx.jobs.active_of(world.user.id) == 1


def test_a_reader_changes_nothing(postgres_database: str) -> None:
    """SQLite has no such transactions; there only the caller's care prevents it."""
    store = SqlStore(postgres_database)
    with pytest.raises(StoreError, match="read-only"), store.read() as tx:
        tx.blobs.put(b"")
    store.close()


def test_the_store_answers_to_a_check(store: Store) -> None:
    store.check()
    store.check()


def test_a_store_without_a_schema_says_what_to_do(tmp_path: Path) -> None:
    store = SqlStore(f"sqlite:///{tmp_path}/new.db")
    with pytest.raises(StoreError, match="judge serve"):
        store.check()
    with pytest.raises(StoreError, match="start the service"), store.read() as tx:
        tx.users.any_admin()
    store.close()


def test_a_disabled_endpoint_is_told_nothing_more(world: World, endpoint: WebhookEndpoint) -> None:
    at = now()
    with world.store.write() as tx:
        assert tx.webhooks.disable(endpoint.id, at)
        assert not tx.webhooks.disable(endpoint.id, at)
        assert not tx.webhooks.disable("none", at)
    world.judge(world.submit())
    with world.store.read() as tx:
        assert tx.webhooks.get(endpoint.id) == endpoint.model_copy(update={"disabled_at": at})
        assert tx.webhooks.deliveries_of(endpoint.id, before=None, limit=10) == []


def test_what_a_user_tried_lately_is_counted(world: World) -> None:
    with world.store.write() as tx:
        run = a_run(world, tx.blobs.put(b"print(2)"))
        tx.runs.add(run)
        assert tx.runs.count_since(world.user.id, run.created_at) == 1
        assert tx.runs.count_since(world.user.id, run.created_at + timedelta(seconds=1)) == 0
        assert tx.runs.count_since("nobody", run.created_at) == 0
