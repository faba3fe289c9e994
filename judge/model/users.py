"""Who may do what."""

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from judge.model.base import Value


class Role(StrEnum):
    """What a user may do; each may do what the ones after it may.

    An author sets problems and sees the secret data of their own. A solver sees their own submissions.
    """

    ADMIN = "admin"
    AUTHOR = "author"
    SOLVER = "solver"


class User(Value):
    """Somebody who uses the service.

    Attributes:
        password_hash: Argon2id, in its own encoded form; None for a user of API keys only.
        disabled_at: since when nothing may be done with this account.
    """

    id: str
    name: str
    role: Role
    created_at: datetime
    password_hash: str | None = Field(default=None, repr=False)
    disabled_at: datetime | None = None


class ApiKey(Value):
    """A key of a user; the secret itself is shown once and never stored.

    Attributes:
        prefix: the beginning of the key, for people to tell keys apart.
    """

    id: str
    user_id: str
    name: str
    prefix: str
    created_at: datetime
    last_used_at: datetime | None = None
    expires_at: datetime | None = None
    revoked_at: datetime | None = None


class AuditEntry(Value):
    """Something an admin or author did.

    Attributes:
        action: such as `problem.publish`.
        subject: what it was done to, such as a problem's name or a user's id.
    """

    id: str
    at: datetime
    user_id: str | None
    """None: done on the service's own host, with `judge admin`."""
    action: str
    subject: str
    detail: dict[str, object] = {}
