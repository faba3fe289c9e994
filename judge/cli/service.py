"""The service for the length of one command, on its own host: no HTTP, no key, done in nobody's name."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from judge.errors import NotFound

if TYPE_CHECKING:
    from judge.model.users import User
    from judge.service.context import Service
    from judge.settings import Settings


@dataclass(frozen=True)
class Opened:
    """The service with the settings that it was opened by."""

    service: "Service"
    settings: "Settings"


@contextmanager
def opened_service() -> "Iterator[Opened]":
    """The service as the settings describe it; its database has to be there and of this version.

    Raises:
        StoreError: it does not answer, or has another version's schema.
    """
    from judge.settings import load_settings
    from judge.wiring import make_service

    settings = load_settings()
    service = make_service(settings)
    try:
        service.store.check()
        yield Opened(service, settings)
    finally:
        service.store.close()


def user_named(service: "Service", name: str) -> "User":
    """A user by name.

    Raises:
        NotFound: there is none.
    """
    with service.store.read() as tx:
        user = tx.users.named(name)
    if user is None:
        raise NotFound(f"there is no user {name!r}; `judge admin user list` shows who there is")
    return user
