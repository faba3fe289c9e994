"""Endpoints and what is to be sent to them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, literal_column, select, update
from sqlalchemy.dialects.postgresql import insert

from judge.model.ids import new_id
from judge.model.stored import Delivery, DeliveryState, WebhookEndpoint
from judge.store.rows import select_values, to_row, to_value, to_values
from judge.store.tables import PENDING, deliveries, webhook_endpoints

JUDGING_DONE = "judging.done"

_ADD = insert(webhook_endpoints)
_ENDPOINTS = select_values(WebhookEndpoint, webhook_endpoints)
_GET = _ENDPOINTS.where(webhook_endpoints.c.id == bindparam("endpoint_id"))
_OF = _ENDPOINTS.where(webhook_endpoints.c.user_id == bindparam("user_id")).order_by(
    webhook_endpoints.c.id
)
_LISTENING = select(webhook_endpoints.c.id, webhook_endpoints.c.events).where(
    webhook_endpoints.c.user_id == bindparam("user_id"), webhook_endpoints.c.disabled_at.is_(None)
)
_DROP_DELIVERIES = delete(deliveries).where(deliveries.c.endpoint_id == bindparam("of"))
_REMOVE = delete(webhook_endpoints).where(webhook_endpoints.c.id == bindparam("endpoint"))
_DISABLE = (
    update(webhook_endpoints)
    .where(
        webhook_endpoints.c.id == bindparam("endpoint"), webhook_endpoints.c.disabled_at.is_(None)
    )
    .values(disabled_at=bindparam("now"))
)
_ADD_DELIVERIES = insert(deliveries)
_DELIVERIES = select_values(Delivery, deliveries)
# Rows that another sender has just locked are its own; on SQLite there is one writer anyway.
_DUE = (
    select(deliveries.c.id)
    .where(literal_column(PENDING), deliveries.c.next_at <= bindparam("now"))
    .order_by(deliveries.c.next_at)
    .limit(bindparam("rows"))
    .with_for_update(skip_locked=True)
)
_TAKE = (
    update(deliveries)
    .where(deliveries.c.id.in_(bindparam("ids", expanding=True)))
    .values(next_at=bindparam("again_at"))
    .returning(*(deliveries.c[name] for name in Delivery.model_fields))
)
_NOTE = (
    update(deliveries)
    .where(deliveries.c.id == bindparam("delivery_id"))
    .values(
        state=bindparam("reached"),
        response=bindparam("answer"),
        next_at=bindparam("again_at"),
        attempts=deliveries.c.attempts + 1,
    )
)


class SqlWebhooks:
    """`Webhooks` in tables."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, endpoint: WebhookEndpoint) -> None:
        """See `Webhooks.add`."""
        self._connection.execute(_ADD, to_row(endpoint))

    def get(self, endpoint_id: str) -> WebhookEndpoint | None:
        """See `Webhooks.get`."""
        row = self._connection.execute(_GET, {"endpoint_id": endpoint_id}).first()
        return to_value(WebhookEndpoint, row)

    def of(self, user_id: str) -> Sequence[WebhookEndpoint]:
        """See `Webhooks.of`."""
        return to_values(WebhookEndpoint, self._connection.execute(_OF, {"user_id": user_id}))

    def remove(self, endpoint_id: str) -> bool:
        """See `Webhooks.remove`."""
        self._connection.execute(_DROP_DELIVERIES, {"of": endpoint_id})
        return self._connection.execute(_REMOVE, {"endpoint": endpoint_id}).rowcount == 1

    def disable(self, endpoint_id: str, now: datetime) -> bool:
        """See `Webhooks.disable`."""
        disabled = self._connection.execute(_DISABLE, {"endpoint": endpoint_id, "now": now})
        return disabled.rowcount == 1

    def add_deliveries(self, deliveries: Iterable[Delivery]) -> None:
        """See `Webhooks.add_deliveries`."""
        rows = [to_row(delivery) for delivery in deliveries]
        if rows:
            self._connection.execute(_ADD_DELIVERIES, rows)

    def take_due(self, now: datetime, again_at: datetime, limit: int) -> Sequence[Delivery]:
        """See `Webhooks.take_due`."""
        due = self._connection.execute(_DUE, {"now": now, "rows": limit}).scalars().all()
        if not due:
            return []
        taken = self._connection.execute(_TAKE, {"ids": due, "again_at": again_at})
        return to_values(Delivery, taken)

    def note_attempt(
        self, delivery_id: str, state: DeliveryState, response: str, next_at: datetime
    ) -> None:
        """See `Webhooks.note_attempt`."""
        went = {"reached": state.value, "answer": response, "again_at": next_at}
        self._connection.execute(_NOTE, {"delivery_id": delivery_id, **went})

    def deliveries_of(
        self, endpoint_id: str, *, before: str | None, limit: int
    ) -> Sequence[Delivery]:
        """See `Webhooks.deliveries_of`."""
        query = _DELIVERIES.where(deliveries.c.endpoint_id == endpoint_id)
        if before is not None:
            query = query.where(deliveries.c.id < before)
        page = query.order_by(deliveries.c.id.desc()).limit(limit)
        return to_values(Delivery, self._connection.execute(page))


def tell_done(connection: Connection, user_id: str, data: dict[str, Any], now: datetime) -> None:
    """Add a delivery of `judging.done` for each endpoint of a user that wants it."""
    payload = {"type": JUDGING_DONE, "timestamp": now.isoformat(), "data": data}
    told = [
        Delivery(
            id=new_id(),
            endpoint_id=endpoint_id,
            event=JUDGING_DONE,
            payload=payload,
            created_at=now,
            next_at=now,
        )
        for endpoint_id, events in connection.execute(_LISTENING, {"user_id": user_id})
        if JUDGING_DONE in events
    ]
    SqlWebhooks(connection).add_deliveries(told)
