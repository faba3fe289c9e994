"""Users, their API keys and logins."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from judge.model.users import ApiKey, Role, User
from judge.service.context import Service

KEY_PREFIX = "cr_"
"""What every API key begins with, so that scanners know one when they see it."""

MIN_PASSWORD_LENGTH = 10
MAX_PASSWORD_LENGTH = 200


@dataclass(frozen=True)
class NewKey:
    """A key that was just made; `secret` is the whole key and cannot be shown again."""

    key: ApiKey
    secret: str


@dataclass(frozen=True)
class Login:
    """A session that has begun; `token` cannot be shown again."""

    user: User
    token: str
    expires_at: datetime


def ensure_admin(service: Service) -> str | None:
    """Make an admin with a key if there is no admin at all; the key, to be shown once, or None."""
    raise NotImplementedError


def create_user(
    service: Service, by: User | None, *, name: str, role: Role, password: str | None = None
) -> User:
    """Add a user.

    Args:
        by: the admin who does it; None: done on the service's own host.

    Raises:
        NotAllowed: `by` is no admin.
        CallerMistake: name or password are not usable.
        Conflict: the name is taken.
    """
    raise NotImplementedError


def list_users(service: Service, by: User, *, after: str | None, limit: int) -> Sequence[User]:
    """Users by id, those after `after`.

    Raises:
        NotAllowed: `by` is no admin.
    """
    raise NotImplementedError


def get_user(service: Service, by: User, user_id: str) -> User:
    """A user: oneself, or anybody for an admin.

    Raises:
        NotFound: there is none that `by` may see.
    """
    raise NotImplementedError


def set_role(service: Service, by: User | None, user_id: str, role: Role) -> User:
    """Change what a user may do.

    Raises:
        NotAllowed: `by` is no admin.
        NotFound: no such user.
        Conflict: it would leave no admin.
    """
    raise NotImplementedError


def disable_user(service: Service, by: User | None, user_id: str) -> User:
    """Shut a user out: sessions and keys are good for nothing from now on.

    Raises:
        NotAllowed, NotFound, Conflict: as `set_role`.
    """
    raise NotImplementedError


def enable_user(service: Service, by: User | None, user_id: str) -> User:
    """Let a user in again; keys that were not revoked work again.

    Raises:
        NotAllowed: `by` is no admin.
        NotFound: no such user.
    """
    raise NotImplementedError


def set_password(
    service: Service, by: User | None, user_id: str, password: str, *, old: str | None = None
) -> None:
    """Set a password and end all sessions of the user.

    Args:
        old: the present password, which is asked of whoever changes their own and has one.

    Raises:
        NotFound: no such user that `by` may change.
        NotAllowed: `old` is not the present password.
        CallerMistake: the password is not usable.
    """
    raise NotImplementedError


def create_key(
    service: Service,
    by: User | None,
    *,
    name: str,
    user_id: str | None = None,
    expires_at: datetime | None = None,
) -> NewKey:
    """Make an API key for oneself, or as an admin for somebody else.

    Raises:
        NotFound: no such user that `by` may make keys for.
        CallerMistake: the name is not usable, or `expires_at` is past.
        Conflict: the user has too many keys.
    """
    raise NotImplementedError


def list_keys(service: Service, by: User, user_id: str | None = None) -> Sequence[ApiKey]:
    """The keys of oneself, or as an admin of somebody else; revoked ones too.

    Raises:
        NotFound: no such user that `by` may see.
    """
    raise NotImplementedError


def revoke_key(service: Service, by: User | None, key_id: str) -> ApiKey:
    """Make a key good for nothing.

    Raises:
        NotFound: there is none that `by` may see.
        Conflict: it is revoked already.
    """
    raise NotImplementedError


def who_has_key(service: Service, secret: str) -> User:
    """Whose key this is.

    Raises:
        NotSignedIn: nobody's, or it is revoked or expired, or its user is disabled.
    """
    raise NotImplementedError


def login(service: Service, name: str, password: str) -> Login:
    """Begin a session. It takes as long for an unknown user as for a wrong password.

    Raises:
        NotSignedIn: nobody has this name and password.
        TooManyRequests: there were too many wrong passwords for this name.
    """
    raise NotImplementedError


def logout(service: Service, token: str) -> None:
    """End a session; nothing happens if there is none."""
    raise NotImplementedError


def who_has_session(service: Service, token: str) -> User:
    """Whose session this is.

    Raises:
        NotSignedIn: nobody's, or it is over, or its user is disabled.
    """
    raise NotImplementedError
