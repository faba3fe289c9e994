"""Users, keys, sessions and the audit log."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import ConfigDict, Field

from api.base import Document, Id, Instant, Sent, Shown, Text
from api.pagination import Page
from judge.model.users import ApiKey, AuditEntry, Role
from judge.model.users import User as StoredUser
from judge.service.accounts import MAX_PASSWORD_LENGTH, NewKey

_ID = "01JCZZ0A1B2C3D4E5F6G7H8J9K"
_AT = "2026-01-31T12:00:00Z"
USER_EXAMPLE: dict[str, Any] = {
    "id": _ID,
    "name": "ada",
    "role": "solver",
    "created_at": _AT,
    "disabled_at": None,
    "has_password": True,
}
KEY_EXAMPLE: dict[str, Any] = {
    "id": "01JD0G3Q8V6T5C2X9WZK4M7N1P",
    "user": _ID,
    "name": "laptop",
    "prefix": "cr_7Hq2",
    "created_at": _AT,
    "last_used_at": None,
    "expires_at": None,
    "revoked_at": None,
}

UserName = Annotated[Text, Field(min_length=1, max_length=100, examples=["ada"])]
Password = Annotated[
    Text, Field(min_length=1, max_length=MAX_PASSWORD_LENGTH, examples=["correct horse battery"])
]


class UserRequest(Sent):
    """A new user."""

    model_config = ConfigDict(
        hide_input_in_errors=True,
        json_schema_extra={"examples": [{"name": "ada", "role": "solver"}]},
    )

    name: UserName
    role: Role
    password: Password | None = Field(default=None, repr=False)


class RoleRequest(Sent):
    """A user's new role."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"role": "author"}]})

    role: Role


class PasswordRequest(Sent):
    """A new password."""

    model_config = ConfigDict(
        hide_input_in_errors=True,
        json_schema_extra={
            "examples": [{"password": "correct horse battery", "old": "the one before it"}]
        },
    )

    password: Password = Field(repr=False)
    old: Password | None = Field(
        default=None,
        repr=False,
        description="The present one; asked of whoever changes their own and has one.",
    )


class User(Shown):
    """A user."""

    model_config = ConfigDict(json_schema_extra={"examples": [USER_EXAMPLE]})

    id: Id
    name: str
    role: Role
    created_at: datetime
    disabled_at: datetime | None
    has_password: bool

    @classmethod
    def of(cls, stored: StoredUser) -> "User":
        """A stored user as it is shown: without the hash."""
        return cls(
            id=stored.id,
            name=stored.name,
            role=stored.role,
            created_at=stored.created_at,
            disabled_at=stored.disabled_at,
            has_password=stored.password_hash is not None,
        )


class UserPage(Page[User]):
    """A page of users, the first that came first."""


class KeyRequest(Sent):
    """A new API key."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"name": "laptop"}]})

    name: Text = Field(min_length=1, max_length=100)
    user: Id | None = Field(default=None, description="For an admin: whose key it will be.")
    expires_at: Instant | None = None


class Key(Shown):
    """An API key; the secret itself is known to nobody but its owner."""

    model_config = ConfigDict(json_schema_extra={"examples": [KEY_EXAMPLE]})

    id: Id
    user: Id
    name: str
    prefix: str
    created_at: datetime
    last_used_at: datetime | None
    expires_at: datetime | None
    revoked_at: datetime | None

    @classmethod
    def of(cls, stored: ApiKey) -> "Key":
        """A stored key as it is shown."""
        return cls(**_key_fields(stored))


class CreatedKey(Key):
    """A key that was just made."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{**KEY_EXAMPLE, "secret": "cr_7Hq2…"}]}
    )

    secret: str = Field(description="The whole key. It is shown this once.", repr=False)

    @classmethod
    def with_secret(cls, new: NewKey) -> "CreatedKey":
        """A new key with its secret."""
        return cls(**_key_fields(new.key), secret=new.secret)


def _key_fields(stored: ApiKey) -> dict[str, Any]:
    return {
        "id": stored.id,
        "user": stored.user_id,
        "name": stored.name,
        "prefix": stored.prefix,
        "created_at": stored.created_at,
        "last_used_at": stored.last_used_at,
        "expires_at": stored.expires_at,
        "revoked_at": stored.revoked_at,
    }


class KeyList(Shown):
    """The keys of a user."""

    items: list[Key]


class KeyQuery(Sent):
    """Whose keys are listed."""

    user: Id | None = Field(default=None, description="For an admin; one's own if left out.")


class LoginRequest(Sent):
    """Name and password."""

    model_config = ConfigDict(
        hide_input_in_errors=True,
        json_schema_extra={"examples": [{"name": "ada", "password": "correct horse battery"}]},
    )

    name: UserName
    password: Password = Field(repr=False)


class Session(Shown):
    """A session that has begun; its cookie came along."""

    user: User
    expires_at: datetime = Field(examples=[_AT])


class Audited(Shown):
    """Something that an admin or author did."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": "01JD0G3Q8V6T5C2X9WZK4M7N1P",
                    "at": _AT,
                    "user": _ID,
                    "action": "problem.publish",
                    "subject": "interval-merge",
                    "detail": {"version": 3},
                }
            ]
        }
    )

    id: Id
    at: datetime
    user: Id | None = Field(description="Null: done on the service's own host.")
    action: str
    subject: str
    detail: Document

    @classmethod
    def of(cls, entry: AuditEntry) -> "Audited":
        """An entry as it is shown."""
        return cls(
            id=entry.id,
            at=entry.at,
            user=entry.user_id,
            action=entry.action,
            subject=entry.subject,
            detail=entry.detail,
        )


class AuditPage(Page[Audited]):
    """A page of the audit log, the latest first."""
