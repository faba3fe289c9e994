"""Webhooks and their deliveries."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import ConfigDict, Field

from api.base import Document, Id, Sent, Shown, Text
from api.pagination import Page
from judge.model.stored import Delivery as StoredDelivery
from judge.model.stored import DeliveryState, WebhookEndpoint
from judge.service.webhooks import EVENTS

_AT = "2026-01-31T12:00:00Z"
_ID = "01JD0G3Q8V6T5C2X9WZK4M7N1P"
WEBHOOK_EXAMPLE: dict[str, Any] = {
    "id": _ID,
    "url": "https://example.com/hooks/coderound",
    "events": ["judging.done"],
    "created_at": _AT,
    "disabled_at": None,
}
DELIVERY_EXAMPLE: dict[str, Any] = {
    "id": _ID,
    "event": "judging.done",
    "payload": {"type": "judging.done", "data": {}},
    "created_at": _AT,
    "state": "delivered",
    "attempts": 1,
    "next_at": None,
    "response": "204",
}


class WebhookRequest(Sent):
    """A new endpoint."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"url": "https://example.com/hooks/coderound", "events": ["judging.done"]}]
        }
    )

    url: Text = Field(min_length=1, max_length=2000)
    events: Annotated[list[Text], Field(min_length=1, max_length=20, examples=[list(EVENTS)])] = (
        Field(description=f"Some of: {', '.join(EVENTS)}.")
    )


class Webhook(Shown):
    """An endpoint."""

    model_config = ConfigDict(json_schema_extra={"examples": [WEBHOOK_EXAMPLE]})

    id: Id
    url: str
    events: tuple[str, ...]
    created_at: datetime
    disabled_at: datetime | None

    @classmethod
    def of(cls, stored: WebhookEndpoint) -> "Webhook":
        """A stored endpoint as it is shown: without its secret."""
        return cls(**_fields(stored))


class CreatedWebhook(Webhook):
    """An endpoint that was just made."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{**WEBHOOK_EXAMPLE, "secret": "whsec_…"}]}
    )

    secret: str = Field(
        description="For verifying signatures (Standard Webhooks). It is shown this once.",
        repr=False,
    )

    @classmethod
    def with_secret(cls, stored: WebhookEndpoint) -> "CreatedWebhook":
        """A new endpoint with its secret."""
        return cls(**_fields(stored), secret=stored.secret)


def _fields(stored: WebhookEndpoint) -> dict[str, Any]:
    return {
        "id": stored.id,
        "url": stored.url,
        "events": stored.events,
        "created_at": stored.created_at,
        "disabled_at": stored.disabled_at,
    }


class WebhookList(Shown):
    """One's own endpoints."""

    items: list[Webhook]


class Delivery(Shown):
    """One event for one endpoint."""

    model_config = ConfigDict(json_schema_extra={"examples": [DELIVERY_EXAMPLE]})

    id: Id
    event: str
    payload: Document
    created_at: datetime
    state: DeliveryState
    attempts: int
    next_at: datetime | None = Field(description="When it is tried again; null if it is not.")
    response: str | None = Field(description="The last status code or error.")

    @classmethod
    def of(cls, stored: StoredDelivery) -> "Delivery":
        """A stored delivery as it is shown."""
        pending = stored.state is DeliveryState.PENDING
        return cls(
            id=stored.id,
            event=stored.event,
            payload=stored.payload,
            created_at=stored.created_at,
            state=stored.state,
            attempts=stored.attempts,
            next_at=stored.next_at if pending else None,
            response=stored.response,
        )


class DeliveryPage(Page[Delivery]):
    """A page of deliveries, the latest first."""
