"""Users, their API keys and logins.

`by` is who does it; None: it is done on the service's own host, with `judge admin`.
"""

import contextlib
import hashlib
import re
import secrets
import string
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from judge.errors import CallerMistake, Conflict, NotAllowed, NotSignedIn, StoreError
from judge.model.ids import new_id
from judge.model.users import ApiKey, Role, User
from judge.service.context import Service, note, require
from judge.service.passwords import hash_password, is_password
from judge.service.texts import (
    checked_cursor,
    checked_line,
    checked_user_name,
    is_id,
    is_user_name,
    known_id,
    not_found,
)
from judge.store.port import Transaction

KEY_PREFIX = "cr_"
"""What every API key begins with, so that scanners know one when they see it."""

FIRST_ADMIN = "admin"
"""Name of the admin that is made when there is none."""

MIN_PASSWORD_LENGTH = 10
MAX_PASSWORD_LENGTH = 200

MAX_KEYS = 50
"""Keys of one user that are not revoked."""

_SIGNS = string.ascii_letters + string.digits
_PREFIX_LENGTH, _SECRET_LENGTH = 8, 40
_KEY = re.compile(rf"{KEY_PREFIX}[A-Za-z0-9]{{{_PREFIX_LENGTH}}}_[A-Za-z0-9]{{{_SECRET_LENGTH}}}")
_MAX_TOKEN = 200
_USE_NOTED = timedelta(minutes=1)
"""How old the note of a key's last use may be; a write for every request would be too much."""


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
    with service.store.read() as tx:
        if tx.users.any_admin():
            return None
    try:
        with service.store.write() as tx:
            admin = _user(service, FIRST_ADMIN, Role.ADMIN, None)
            tx.users.add(admin)
            key, secret = _key(service, admin.id, "first key", None)
            tx.users.add_key(key, _sha256(secret))
            note(tx, service, None, "user.create", admin.id, name=admin.name, role=admin.role)
    except Conflict:
        with service.store.read() as tx:
            if tx.users.any_admin():  # another process was faster
                return None
        raise
    return secret


def create_user(
    service: Service, by: User | None, *, name: str, role: Role, password: str | None = None
) -> User:
    """Add a user.

    Raises:
        NotAllowed: `by` is no admin.
        CallerMistake: name or password are not usable.
        Conflict: the name is taken.
    """
    require(by, Role.ADMIN)
    checked_user_name(name)
    user = _user(service, name, role, None if password is None else _hashed(password))
    with service.store.write() as tx:
        tx.users.add(user)
        note(tx, service, by, "user.create", user.id, name=name, role=role)
    return user


def list_users(
    service: Service, by: User | None, *, after: str | None, limit: int
) -> Sequence[User]:
    """Users by id, those after `after`.

    Raises:
        NotAllowed: `by` is no admin.
    """
    require(by, Role.ADMIN)
    with service.store.read() as tx:
        return tx.users.list(checked_cursor(after), limit)


def get_user(service: Service, by: User | None, user_id: str) -> User:
    """A user: oneself, or anybody for an admin.

    Raises:
        NotFound: there is none that `by` may see.
    """
    with service.store.read() as tx:
        return _reached(tx, by, user_id)


def set_role(service: Service, by: User | None, user_id: str, role: Role) -> User:
    """Change what a user may do.

    Raises:
        NotAllowed: `by` is no admin.
        NotFound: no such user.
        Conflict: it would leave no admin.
    """
    require(by, Role.ADMIN)
    with service.store.write() as tx:
        before = _reached(tx, by, user_id)
        tx.users.update(user_id, role=role)
        _require_an_admin(tx)
        note(tx, service, by, "user.role", user_id, old=before.role, new=role)
        return _reached(tx, by, user_id)


def disable_user(service: Service, by: User | None, user_id: str) -> User:
    """Shut a user out: sessions and keys are good for nothing from now on.

    Raises:
        NotAllowed, NotFound, Conflict: as `set_role`.
    """
    require(by, Role.ADMIN)
    with service.store.write() as tx:
        _reached(tx, by, user_id)
        tx.users.update(user_id, disabled_at=service.clock())
        _require_an_admin(tx)
        tx.users.end_sessions_of(user_id)
        note(tx, service, by, "user.disable", user_id)
        return _reached(tx, by, user_id)


def enable_user(service: Service, by: User | None, user_id: str) -> User:
    """Let a user in again; keys that were not revoked work again.

    Raises:
        NotAllowed: `by` is no admin.
        NotFound: no such user.
    """
    require(by, Role.ADMIN)
    with service.store.write() as tx:
        _reached(tx, by, user_id)
        tx.users.update(user_id, enabled=True)
        note(tx, service, by, "user.enable", user_id)
        return _reached(tx, by, user_id)


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
    with service.store.read() as tx:
        user = _reached(tx, by, user_id)
    if by is not None and by.id == user.id and user.password_hash is not None:
        _check_old(service, user, old)
    hashed = _hashed(password)
    with service.store.write() as tx:
        tx.users.update(user_id, password_hash=hashed)
        tx.users.end_sessions_of(user_id)
        note(tx, service, by, "user.password", user_id)


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
    now = service.clock()
    checked_line("name of the key", name, 100)
    if expires_at is not None and expires_at <= now:
        raise CallerMistake("expires_at is past; expected a later instant")
    whose = _whose(by, user_id)
    with service.store.write() as tx:
        _reached(tx, by, whose)
        if sum(key.revoked_at is None for key in tx.users.keys_of(whose)) >= MAX_KEYS:
            raise Conflict(f"there are {MAX_KEYS} keys already; revoke one that is not needed")
        key, secret = _key(service, whose, name, expires_at)
        tx.users.add_key(key, _sha256(secret))
        note(tx, service, by, "key.create", key.id, user=whose, prefix=key.prefix)
    return NewKey(key, secret)


def list_keys(service: Service, by: User | None, user_id: str | None = None) -> Sequence[ApiKey]:
    """The keys of oneself, or as an admin of somebody else; revoked ones too.

    Raises:
        NotFound: no such user that `by` may see.
    """
    with service.store.read() as tx:
        return tx.users.keys_of(_reached(tx, by, _whose(by, user_id)).id)


def revoke_key(service: Service, by: User | None, key_id: str) -> ApiKey:
    """Make a key good for nothing.

    Raises:
        NotFound: there is none that `by` may see.
        Conflict: it is revoked already.
    """
    now = service.clock()
    with service.store.write() as tx:
        key = tx.users.key(known_id("key", key_id))
        if key is None or not _reaches(by, key.user_id):
            raise not_found("key", key_id)
        if not tx.users.revoke_key(key_id, now):
            raise Conflict(f"key {key.prefix} is revoked already")
        note(tx, service, by, "key.revoke", key_id, user=key.user_id, prefix=key.prefix)
    return key.model_copy(update={"revoked_at": now})


def who_has_key(service: Service, secret: str) -> User:
    """Whose key this is.

    Raises:
        NotSignedIn: nobody's, or it is revoked or expired, or its user is disabled.
    """
    now = service.clock()
    # Found by its hash: how long that takes tells nothing of any key.
    found = None
    if _KEY.fullmatch(secret):
        with service.store.read() as tx:
            found = tx.users.key_owner(_sha256(secret), now)
    if found is None:
        raise NotSignedIn("nobody has this API key; it may be revoked, expired or mistyped")
    key, user = found
    if key.last_used_at is None or now - key.last_used_at >= _USE_NOTED:
        _note_used(service, key, now)
    return user


def login(service: Service, name: str, password: str) -> Login:
    """Begin a session. It takes as long for an unknown user as for a wrong password.

    Raises:
        NotSignedIn: nobody has this name and password.
        TooManyRequests: there were too many wrong passwords for this name.
    """
    now = service.clock()
    # Names are one whatever their case; what cannot be a name is not worth remembering.
    tried = name.casefold() if is_user_name(name) else ""
    service.guesses.check(tried, now)
    with service.store.read() as tx:
        user = tx.users.named(name) if tried else None
    hashed = None if user is None or user.disabled_at is not None else user.password_hash
    if not is_password(_hashable(password), hashed) or user is None:
        service.guesses.note_wrong(tried, now)
        raise NotSignedIn("nobody has this name and password")
    service.guesses.forgive(tried)
    token, expires_at = secrets.token_urlsafe(32), now + _session_length(service)
    with service.store.write() as tx:
        tx.users.add_session(user.id, _sha256(token), expires_at)
    return Login(user, token, expires_at)


def logout(service: Service, token: str) -> None:
    """End a session; nothing happens if there is none."""
    if _is_token(token):
        with service.store.write() as tx:
            tx.users.end_session(_sha256(token))


def who_has_session(service: Service, token: str) -> User:
    """Whose session this is.

    Raises:
        NotSignedIn: nobody's, or it is over, or its user is disabled.
    """
    user = None
    if _is_token(token):
        with service.store.read() as tx:
            user = tx.users.session_owner(_sha256(token), service.clock())
    if user is None:
        raise NotSignedIn("this login is over; log in again")
    return user


def _reaches(by: User | None, user_id: str) -> bool:
    """Whether a user's account is theirs to see and change."""
    return by is None or by.role is Role.ADMIN or by.id == user_id


def _whose(by: User | None, user_id: str | None) -> str:
    if user_id is not None:
        return user_id
    if by is None:
        raise CallerMistake("user_id is missing; expected whose keys are meant")
    return by.id


def _reached(tx: Transaction, by: User | None, user_id: str) -> User:
    user = tx.users.get(user_id) if is_id(user_id) and _reaches(by, user_id) else None
    if user is None:
        raise not_found("user", user_id)
    return user


def _require_an_admin(tx: Transaction) -> None:
    if not tx.users.any_admin():
        raise Conflict("this is the last admin; make somebody else one first")


def _user(service: Service, name: str, role: Role, password_hash: str | None) -> User:
    return User(
        id=new_id(),
        name=name,
        role=role,
        created_at=service.clock(),
        password_hash=password_hash,
    )


def _hashed(password: str) -> str:
    if not MIN_PASSWORD_LENGTH <= len(password) <= MAX_PASSWORD_LENGTH:
        raise CallerMistake(
            f"the password has {len(password)} characters; expected {MIN_PASSWORD_LENGTH} to"
            f" {MAX_PASSWORD_LENGTH}"
        )
    return hash_password(_hashable(password))


def _hashable(password: str) -> str:
    """A password that can be hashed; of a longer one no more than tells that it is wrong."""
    cut = password[: MAX_PASSWORD_LENGTH + 1]
    return cut.encode("utf-8", "backslashreplace").decode()


def _check_old(service: Service, user: User, old: str | None) -> None:
    now, tried = service.clock(), user.name.casefold()
    service.guesses.check(tried, now)
    if old is None or not is_password(_hashable(old), user.password_hash):
        service.guesses.note_wrong(tried, now)
        raise NotAllowed("the old password is not the present one")


def _key(
    service: Service, user_id: str, name: str, expires_at: datetime | None
) -> tuple[ApiKey, str]:
    """A new key, and the whole of it."""
    prefix = KEY_PREFIX + _chance(_PREFIX_LENGTH)
    key = ApiKey(
        id=new_id(),
        user_id=user_id,
        name=name,
        prefix=prefix,
        created_at=service.clock(),
        expires_at=expires_at,
    )
    return key, f"{prefix}_{_chance(_SECRET_LENGTH)}"


def _chance(length: int) -> str:
    return "".join(secrets.choice(_SIGNS) for _ in range(length))


def _sha256(secret: str) -> str:
    """Enough for a secret of chance: only words that people choose need a slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _is_token(token: str) -> bool:
    return token.isascii() and 0 < len(token) <= _MAX_TOKEN


def _note_used(service: Service, key: ApiKey, now: datetime) -> None:
    # A store that takes no writes, on a full disk, still shows what it has.
    with contextlib.suppress(StoreError), service.store.write() as tx:
        tx.users.note_key_used(key.id, now)


def _session_length(service: Service) -> timedelta:
    return timedelta(hours=service.policy.session_hours)
