"""Users, their keys and login sessions."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from judge.errors import Conflict
from judge.model.users import ApiKey, Role, User
from judge.store.rows import columns_of, select_values, to_row, to_value, to_values
from judge.store.tables import api_keys, sessions, users

_ADD = insert(users).on_conflict_do_nothing(index_elements=["name_key"]).returning(users.c.id)
_USERS = select_values(User, users)
_GET = _USERS.where(users.c.id == bindparam("id"))
_NAMED = _USERS.where(users.c.name_key == bindparam("name_key"))
_LIST = _USERS.where(users.c.id > bindparam("after")).order_by(users.c.id).limit(bindparam("rows"))
_ANY_ADMIN = (
    select(users.c.id)
    .where(users.c.role == Role.ADMIN.value, users.c.disabled_at.is_(None))
    .limit(1)
)

_ADD_KEY = insert(api_keys)
_KEYS = select_values(ApiKey, api_keys)
_KEY = _KEYS.where(api_keys.c.id == bindparam("id"))
_KEYS_OF = _KEYS.where(api_keys.c.user_id == bindparam("user_id")).order_by(api_keys.c.id)
_KEY_OWNER = (
    select(
        *(column.label(f"key_{column.name}") for column in columns_of(ApiKey, api_keys)),
        *columns_of(User, users),
    )
    .join_from(api_keys, users)
    .where(
        api_keys.c.secret_sha256 == bindparam("secret_sha256"),
        api_keys.c.revoked_at.is_(None),
        or_(api_keys.c.expires_at.is_(None), api_keys.c.expires_at > bindparam("now")),
        users.c.disabled_at.is_(None),
    )
)
_REVOKE = (
    update(api_keys)
    .where(api_keys.c.id == bindparam("key_id"), api_keys.c.revoked_at.is_(None))
    .values(revoked_at=bindparam("now"))
)
_NOTE_USED = (
    update(api_keys)
    .where(api_keys.c.id == bindparam("key_id"))
    .values(last_used_at=bindparam("now"))
)

_ADD_SESSION = insert(sessions)
_SESSION_OWNER = (
    _USERS.join(sessions)
    .where(
        sessions.c.token_sha256 == bindparam("token_sha256"),
        sessions.c.expires_at > bindparam("now"),
        users.c.disabled_at.is_(None),
    )
    .select_from(users)
)
_END_SESSION = delete(sessions).where(sessions.c.token_sha256 == bindparam("token_sha256"))
_END_SESSIONS_OF = delete(sessions).where(sessions.c.user_id == bindparam("user_id"))


class SqlUsers:
    """`Users` in tables."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, user: User) -> None:
        """See `Users.add`."""
        row = {**to_row(user), "name_key": user.name.casefold()}
        if self._connection.execute(_ADD, row).first() is None:
            raise Conflict(f"there is a user named {user.name} already; choose another name")

    def get(self, user_id: str) -> User | None:
        """See `Users.get`."""
        return to_value(User, self._connection.execute(_GET, {"id": user_id}).first())

    def named(self, name: str) -> User | None:
        """See `Users.named`; case does not matter."""
        wanted = {"name_key": name.casefold()}
        return to_value(User, self._connection.execute(_NAMED, wanted).first())

    def list(self, after: str | None, limit: int) -> Sequence[User]:
        """See `Users.list`."""
        page = {"after": after or "", "rows": limit}
        return to_values(User, self._connection.execute(_LIST, page))

    def update(
        self,
        user_id: str,
        *,
        role: Role | None = None,
        password_hash: str | None = None,
        disabled_at: datetime | None = None,
        enabled: bool = False,
    ) -> bool:
        """See `Users.update`."""
        given = {"role": role, "password_hash": password_hash, "disabled_at": disabled_at}
        changes: dict[str, Any] = {name: each for name, each in given.items() if each is not None}
        if enabled:
            changes["disabled_at"] = None
        if not changes:
            return self.get(user_id) is not None
        change = update(users).where(users.c.id == user_id).values(**changes)
        return self._connection.execute(change).rowcount == 1

    def any_admin(self) -> bool:
        """See `Users.any_admin`."""
        return self._connection.execute(_ANY_ADMIN).first() is not None

    def add_key(self, key: ApiKey, secret_sha256: str) -> None:
        """See `Users.add_key`."""
        self._connection.execute(_ADD_KEY, {**to_row(key), "secret_sha256": secret_sha256})

    def key_owner(self, secret_sha256: str, now: datetime) -> tuple[ApiKey, User] | None:
        """See `Users.key_owner`."""
        wanted = {"secret_sha256": secret_sha256, "now": now}
        row = self._connection.execute(_KEY_OWNER, wanted).first()
        if row is None:
            return None
        found = row._mapping
        return (
            ApiKey.model_validate({name: found[f"key_{name}"] for name in ApiKey.model_fields}),
            User.model_validate({name: found[name] for name in User.model_fields}),
        )

    def keys_of(self, user_id: str) -> Sequence[ApiKey]:
        """See `Users.keys_of`."""
        return to_values(ApiKey, self._connection.execute(_KEYS_OF, {"user_id": user_id}))

    def key(self, key_id: str) -> ApiKey | None:
        """See `Users.key`."""
        return to_value(ApiKey, self._connection.execute(_KEY, {"id": key_id}).first())

    def revoke_key(self, key_id: str, now: datetime) -> bool:
        """See `Users.revoke_key`."""
        return self._connection.execute(_REVOKE, {"key_id": key_id, "now": now}).rowcount == 1

    def note_key_used(self, key_id: str, now: datetime) -> None:
        """See `Users.note_key_used`."""
        self._connection.execute(_NOTE_USED, {"key_id": key_id, "now": now})

    def add_session(self, user_id: str, token_sha256: str, expires_at: datetime) -> None:
        """See `Users.add_session`."""
        row = {"user_id": user_id, "token_sha256": token_sha256, "expires_at": expires_at}
        self._connection.execute(_ADD_SESSION, row)

    def session_owner(self, token_sha256: str, now: datetime) -> User | None:
        """See `Users.session_owner`."""
        wanted = {"token_sha256": token_sha256, "now": now}
        return to_value(User, self._connection.execute(_SESSION_OWNER, wanted).first())

    def end_session(self, token_sha256: str) -> None:
        """See `Users.end_session`."""
        self._connection.execute(_END_SESSION, {"token_sha256": token_sha256})

    def end_sessions_of(self, user_id: str) -> None:
        """See `Users.end_sessions_of`."""
        self._connection.execute(_END_SESSIONS_OF, {"user_id": user_id})
