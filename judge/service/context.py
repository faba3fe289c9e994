"""What every use case needs, and what it is held to."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from judge.errors import NotAllowed
from judge.model.base import Value
from judge.model.users import Role, User
from judge.queue.port import Queue
from judge.store.port import Store

_POWER = {Role.SOLVER: 0, Role.AUTHOR: 1, Role.ADMIN: 2}


class Policy(Value):
    """Numbers that the operator sets.

    Attributes:
        submissions_per_minute: submissions and runs that a user may send; admins are exempt.
        queue_cap: jobs of one user that may wait or be judged at once; admins are exempt.
        max_package_bytes: of an uploaded package as it comes.
        max_unpacked_bytes: of all its files together.
        session_hours: how long a login lasts.
        webhook_private: whether webhooks may go to private and local addresses.
    """

    submissions_per_minute: int
    queue_cap: int
    max_package_bytes: int
    max_unpacked_bytes: int
    session_hours: int
    webhook_private: bool


@dataclass(frozen=True)
class Service:
    """What the use cases work with.

    Attributes:
        clock: the present instant, aware, in UTC.
    """

    store: Store
    queue: Queue
    policy: Policy
    clock: Callable[[], datetime]


def may(user: User, role: Role) -> bool:
    """Whether a user has this role or one that may do more."""
    return _POWER[user.role] >= _POWER[role]


def require(user: User, role: Role) -> None:
    """Demand a role, or one that may do more.

    Raises:
        NotAllowed: the user has less.
    """
    if not may(user, role):
        raise NotAllowed(f"this takes the role {role}; {user.name} is {user.role}")
