"""What every use case needs, and what it is held to."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from judge.errors import NotAllowed, QueueError
from judge.model.base import Value
from judge.model.ids import new_id
from judge.model.stored import Priority
from judge.model.users import AuditEntry, Role, User
from judge.queue.port import Queue
from judge.service.guessing import GuessLimiter
from judge.store.port import Store, Transaction

_POWER = {Role.SOLVER: 0, Role.AUTHOR: 1, Role.ADMIN: 2}


class Policy(Value):
    """Numbers that the operator sets.

    Attributes:
        submissions_per_minute: submissions and runs that a user may send; admins are exempt.
        queue_cap: jobs of one user that may wait or be judged at once; admins are exempt.
        max_package_bytes: of an uploaded package as it comes.
        max_unpacked_bytes: of all its files together.
        session_hours: how long a login lasts.
    """

    submissions_per_minute: int
    queue_cap: int
    max_package_bytes: int
    max_unpacked_bytes: int
    session_hours: int


@dataclass(frozen=True)
class Service:
    """What the use cases work with.

    Attributes:
        clock: the present instant, aware, in UTC.
        guesses: wrong passwords that were tried at this process.
    """

    store: Store
    queue: Queue
    policy: Policy
    clock: Callable[[], datetime]
    guesses: GuessLimiter = field(default_factory=GuessLimiter)

    def enqueue(self, jobs: Iterable[tuple[str, Priority]]) -> bool:
        """Tell the workers of jobs that are committed; False if the queue does not answer.

        Nothing is lost then: the sweeper asks the store what waits, and queues it.
        """
        try:
            for job_id, priority in jobs:
                self.queue.enqueue(job_id, priority)
        except QueueError:
            return False
        return True


def may(user: User | None, role: Role) -> bool:
    """Whether a user has this role or one that may do more; None: the service's own host, which may."""
    return user is None or _POWER[user.role] >= _POWER[role]


def require(user: User | None, role: Role) -> None:
    """Demand a role, or one that may do more.

    Raises:
        NotAllowed: the user has less.
    """
    if user is not None and not may(user, role):
        raise NotAllowed(f"this takes the role {role}; {user.name} is {user.role}")


def note(
    tx: Transaction, service: Service, by: User | None, action: str, subject: str, **detail: object
) -> None:
    """Write into the audit log, in the transaction of what is done.

    Args:
        by: None: done on the service's own host.
    """
    tx.audit.add(
        AuditEntry(
            id=new_id(),
            at=service.clock(),
            user_id=by.id if by else None,
            action=action,
            subject=subject,
            detail=detail,
        )
    )
