"""Webhooks of one's own."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.answers import answer
from api.base import Id
from api.deps import JSON_BODY, ServiceDep, UserDep
from api.documented import JSON_SENT, LINK, SIGNED_IN, errors
from api.pagination import PageQuery, cut, link_to
from api.schemas.webhooks import (
    CreatedWebhook,
    Delivery,
    DeliveryPage,
    Webhook,
    WebhookList,
    WebhookRequest,
)
from judge.service.webhooks import (
    create_endpoint,
    delete_endpoint,
    list_deliveries,
    list_endpoints,
    send_test,
)

router = APIRouter(tags=["webhooks"])


@router.get(
    "/webhooks", response_model=WebhookList, summary="List webhooks", responses=errors(*SIGNED_IN)
)
def list_webhooks(service: ServiceDep, user: UserDep) -> Response:
    """One's own endpoints."""
    found = list_endpoints(service, user)
    return answer(WebhookList(items=[Webhook.of(each) for each in found]))


@router.post(
    "/webhooks",
    status_code=201,
    response_model=CreatedWebhook,
    summary="Add a webhook",
    dependencies=[JSON_BODY],
    responses=errors(409, *JSON_SENT, *SIGNED_IN),
)
def create_webhook(sent: WebhookRequest, service: ServiceDep, user: UserDep) -> Response:
    """Be told of events at an address of one's own. The answer shows the secret this once."""
    made = create_endpoint(service, user, url=sent.url, events=sent.events)
    return answer(CreatedWebhook.with_secret(made), 201)


@router.delete(
    "/webhooks/{webhook_id}",
    status_code=204,
    summary="Remove a webhook",
    responses=errors(404, *SIGNED_IN),
)
def delete_webhook(webhook_id: Id, service: ServiceDep, user: UserDep) -> Response:
    """Remove an endpoint and what was still to be sent to it."""
    delete_endpoint(service, user, webhook_id)
    return Response(status_code=204)


@router.get(
    "/webhooks/{webhook_id}/deliveries",
    response_model=DeliveryPage,
    summary="List a webhook's deliveries",
    responses={200: {"headers": LINK}, **errors(404, *SIGNED_IN)},
)
def list_deliveries_(
    request: Request,
    webhook_id: Id,
    query: Annotated[PageQuery, Query()],
    service: ServiceDep,
    user: UserDep,
) -> Response:
    """What was sent or is to be, the latest first."""
    found = list_deliveries(service, user, webhook_id, before=query.cursor, limit=query.limit + 1)
    page = cut(found, query.limit, lambda each: each.id)
    items = [Delivery.of(each) for each in page.entries]
    return answer(DeliveryPage(items=items, next=page.next), 200, link_to(request, page.next))


@router.post(
    "/webhooks/{webhook_id}/test",
    status_code=202,
    response_model=Delivery,
    summary="Try a webhook",
    responses=errors(404, *SIGNED_IN),
)
def try_webhook(webhook_id: Id, service: ServiceDep, user: UserDep) -> Response:
    """Send it an event `test`."""
    return answer(Delivery.of(send_test(service, user, webhook_id)), 202)
