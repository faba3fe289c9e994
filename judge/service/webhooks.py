"""Where users want to be told of what happened. What is sent, and where to, is up to `webhooks/`."""

import base64
import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from judge.errors import CallerMistake, Conflict
from judge.model.ids import new_id
from judge.model.stored import Delivery, WebhookEndpoint
from judge.model.users import User
from judge.service.context import Service, note
from judge.service.texts import checked_cursor, cut, known_id, not_found
from judge.store.port import Transaction
from judge.webhooks.guard import parse_target

PROBLEM_VERIFIED = "problem.verified"
EVENTS = ("judging.done", PROBLEM_VERIFIED)
"""What an endpoint can be told of."""

TEST_EVENT = "test"
"""What is sent when its owner asks for a trial."""

MAX_ENDPOINTS = 10
"""Endpoints of one user."""

_SECRET_BYTES = 32


def create_endpoint(
    service: Service, user: User, *, url: str, events: Sequence[str]
) -> WebhookEndpoint:
    """Add an endpoint; its secret is shown to its owner this once.

    Raises:
        CallerMistake: the URL is not one that can be posted to, or an event is unknown.
        Conflict: the user has too many endpoints.
    """
    parse_target(url)  # its form only: where it leads to is looked at whenever something is sent
    unknown = sorted(set(events) - set(EVENTS))
    if unknown or not events:
        seen = ", ".join(cut(event) for event in unknown[:3]) or "nothing"
        raise CallerMistake(f"events names {seen}; expected some of {', '.join(EVENTS)}")
    endpoint = WebhookEndpoint(
        id=new_id(),
        user_id=user.id,
        url=url,
        secret=f"whsec_{base64.b64encode(secrets.token_bytes(_SECRET_BYTES)).decode()}",
        events=tuple(event for event in EVENTS if event in events),
        created_at=service.clock(),
    )
    with service.store.write() as tx:
        if len(tx.webhooks.of(user.id)) >= MAX_ENDPOINTS:
            raise Conflict(f"there are {MAX_ENDPOINTS} endpoints already; delete one first")
        tx.webhooks.add(endpoint)
        note(tx, service, user, "webhook.create", endpoint.id)
    return endpoint


def list_endpoints(service: Service, user: User) -> Sequence[WebhookEndpoint]:
    """The endpoints of a user. The caller leaves the secrets out."""
    with service.store.read() as tx:
        return tx.webhooks.of(user.id)


def delete_endpoint(service: Service, user: User, endpoint_id: str) -> None:
    """Remove an endpoint with all its deliveries.

    Raises:
        NotFound: there is none of this user's.
    """
    with service.store.write() as tx:
        _own(tx, user, endpoint_id)
        tx.webhooks.remove(endpoint_id)
        note(tx, service, user, "webhook.delete", endpoint_id)


def list_deliveries(
    service: Service, user: User, endpoint_id: str, *, before: str | None, limit: int
) -> Sequence[Delivery]:
    """What was sent to an endpoint or is to be, the latest first.

    Raises:
        NotFound: there is no endpoint of this id of this user's.
    """
    before = checked_cursor(before)
    with service.store.read() as tx:
        _own(tx, user, endpoint_id)
        return tx.webhooks.deliveries_of(endpoint_id, before=before, limit=limit)


def send_test(service: Service, user: User, endpoint_id: str) -> Delivery:
    """Send an endpoint a `test` event.

    Raises:
        NotFound: there is no endpoint of this id of this user's.
    """
    now = service.clock()
    with service.store.write() as tx:
        delivery = _delivery(_own(tx, user, endpoint_id), TEST_EVENT, {}, now)
        tx.webhooks.add_deliveries([delivery])
    return delivery


def tell_verified(tx: Transaction, version_id: str, now: datetime) -> None:
    """Tell whoever uploaded a version what became of it, in the transaction that records it."""
    version = tx.problems.version(version_id)
    if version is not None and version.created_by is not None:
        data = {"problem": version.problem, "version": version.number, "state": version.state.value}
        _tell(tx, version.created_by, PROBLEM_VERIFIED, data, now)


def _tell(tx: Transaction, user_id: str, event: str, data: dict[str, Any], now: datetime) -> None:
    """Add a delivery for each endpoint of a user that wants to be told of this event."""
    tx.webhooks.add_deliveries(
        _delivery(endpoint, event, data, now)
        for endpoint in tx.webhooks.of(user_id)
        if event in endpoint.events and endpoint.disabled_at is None
    )


def _delivery(
    endpoint: WebhookEndpoint, event: str, data: dict[str, Any], now: datetime
) -> Delivery:
    return Delivery(
        id=new_id(),
        endpoint_id=endpoint.id,
        event=event,
        payload={"type": event, "timestamp": now.isoformat(), "data": data},
        created_at=now,
        next_at=now,
    )


def _own(tx: Transaction, user: User, endpoint_id: str) -> WebhookEndpoint:
    endpoint = tx.webhooks.get(known_id("webhook endpoint", endpoint_id))
    if endpoint is None or endpoint.user_id != user.id:
        raise not_found("webhook endpoint", endpoint_id)
    return endpoint
