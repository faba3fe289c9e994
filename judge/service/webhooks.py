"""Where users want to be told of what happened. What is sent, and where to, is up to `webhooks/`."""

from collections.abc import Sequence

from judge.model.stored import Delivery, WebhookEndpoint
from judge.model.users import User
from judge.service.context import Service

EVENTS = ("judging.done", "problem.verified")
"""What an endpoint can be told of."""

TEST_EVENT = "test"
"""What is sent when its owner asks for a trial."""


def create_endpoint(
    service: Service, user: User, *, url: str, events: Sequence[str]
) -> WebhookEndpoint:
    """Add an endpoint; its secret is shown to its owner this once.

    Raises:
        CallerMistake: the URL is not one that can be posted to, or an event is unknown.
        Conflict: the user has too many endpoints.
    """
    raise NotImplementedError


def list_endpoints(service: Service, user: User) -> Sequence[WebhookEndpoint]:
    """The endpoints of a user. The caller leaves the secrets out."""
    raise NotImplementedError


def delete_endpoint(service: Service, user: User, endpoint_id: str) -> None:
    """Remove an endpoint with all its deliveries.

    Raises:
        NotFound: there is none of this user's.
    """
    raise NotImplementedError


def list_deliveries(
    service: Service, user: User, endpoint_id: str, *, before: str | None, limit: int
) -> Sequence[Delivery]:
    """What was sent to an endpoint or is to be, the latest first.

    Raises:
        NotFound: there is no endpoint of this id of this user's.
    """
    raise NotImplementedError


def send_test(service: Service, user: User, endpoint_id: str) -> Delivery:
    """Send an endpoint a `test` event.

    Raises:
        NotFound: there is no endpoint of this id of this user's.
    """
    raise NotImplementedError
