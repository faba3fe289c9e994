"""`judge admin user` and `judge admin key`: who may use the service."""

import sys
from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from judge.cli.exit_codes import ExitCode
from judge.cli.output import emit, emit_document, say
from judge.cli.service import opened_service, user_named
from judge.cli.submit import JsonOption

if TYPE_CHECKING:
    from judge.model.users import ApiKey, User
    from judge.service.context import Service

USER_SCHEMA = "coderound.user/1"
USERS_SCHEMA = "coderound.users/1"
KEY_SCHEMA = "coderound.key/1"
KEYS_SCHEMA = "coderound.keys/1"

_PAGE = 500

user = typer.Typer(
    name="user",
    help="Who may use the service.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
key = typer.Typer(
    name="key",
    help="API keys.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="The user's name.")]


class RoleChoice(StrEnum):
    """What a user may do."""

    ADMIN = "admin"
    AUTHOR = "author"
    SOLVER = "solver"


@user.command("add")
def add_user(
    name: NameArgument,
    role: Annotated[RoleChoice, typer.Option(help="What the user may do.")] = RoleChoice.SOLVER,
    password: Annotated[
        bool, typer.Option("--password", help="Ask for a password; it may be piped in.")
    ] = False,
    as_json: JsonOption = False,
) -> int:
    """Add a user. Without a password there is no login, only keys."""
    from judge.model.users import Role
    from judge.service.accounts import create_user

    given = _asked_password(name) if password else None
    with opened_service() as opened:
        added = create_user(opened.service, None, name=name, role=Role(role), password=given)
    _show_user(added, as_json)
    say(f"Give them a key with: judge admin key add {name}")
    return ExitCode.SUCCESS


@user.command("list")
def list_users(as_json: JsonOption = False) -> int:
    """List all users."""
    with opened_service() as opened:
        users = list(_all_users(opened.service))
    if as_json:
        emit_document({"schema": USERS_SCHEMA, "users": [_user_fields(each) for each in users]})
        return ExitCode.SUCCESS
    from judge.cli.render_admin import users_table

    emit(users_table(users))
    return ExitCode.SUCCESS


def _all_users(service: "Service") -> "Iterator[User]":
    after = None
    while True:
        with service.store.read() as tx:
            page = tx.users.list(after, _PAGE)
        yield from page
        if len(page) < _PAGE:
            return
        after = page[-1].id


@user.command()
def disable(name: NameArgument, as_json: JsonOption = False) -> int:
    """Shut a user out: logins and keys are good for nothing from now on."""
    from judge.service.accounts import disable_user

    with opened_service() as opened:
        found = user_named(opened.service, name)
        _show_user(disable_user(opened.service, None, found.id), as_json)
    return ExitCode.SUCCESS


@user.command()
def enable(name: NameArgument, as_json: JsonOption = False) -> int:
    """Let a user in again."""
    from judge.service.accounts import enable_user

    with opened_service() as opened:
        found = user_named(opened.service, name)
        _show_user(enable_user(opened.service, None, found.id), as_json)
    return ExitCode.SUCCESS


@user.command()
def password(name: NameArgument, as_json: JsonOption = False) -> int:
    """Set a user's password, asked for or piped in; all their logins end."""
    from judge.service.accounts import set_password

    with opened_service() as opened:
        found = user_named(opened.service, name)
        set_password(opened.service, None, found.id, _asked_password(name))
    _show_user(found, as_json)
    return ExitCode.SUCCESS


@user.command()
def role(
    name: NameArgument,
    role: Annotated[RoleChoice, typer.Argument(metavar="ROLE", help="admin, author or solver.")],
    as_json: JsonOption = False,
) -> int:
    """Change what a user may do."""
    from judge.model.users import Role
    from judge.service.accounts import set_role

    with opened_service() as opened:
        found = user_named(opened.service, name)
        _show_user(set_role(opened.service, None, found.id, Role(role)), as_json)
    return ExitCode.SUCCESS


def _asked_password(name: str) -> str:
    """A password: the first line of stdin, or typed twice on a terminal."""
    if sys.stdin.isatty():
        asked: str = typer.prompt(
            f"Password of {name}", hide_input=True, confirmation_prompt=True, err=True
        )
        return asked
    return sys.stdin.readline().rstrip("\n")


def _show_user(shown: "User", as_json: bool) -> None:
    if as_json:
        emit_document({"schema": USER_SCHEMA, **_user_fields(shown)})
        return
    from judge.cli.render_admin import users_table

    emit(users_table([shown]))


def _user_fields(shown: "User") -> dict[str, Any]:
    # A hash is nobody's business, but whether there is one tells if there can be a login.
    fields = shown.model_dump(mode="json", exclude={"password_hash"})
    return fields | {"has_password": shown.password_hash is not None}


@key.command("add")
def add_key(
    name: NameArgument,
    label: Annotated[str, typer.Option(help="What the key is for.")] = "judge admin",
    days: Annotated[
        int | None,
        typer.Option(min=1, max=36500, help="Days for which it is good; for ever if not given."),
    ] = None,
    as_json: JsonOption = False,
) -> int:
    """Make an API key for a user. It is printed this once."""
    from datetime import timedelta

    from judge.service.accounts import create_key

    with opened_service() as opened:
        service = opened.service
        expires_at = None if days is None else service.clock() + timedelta(days=days)
        made = create_key(
            service, None, name=label, user_id=user_named(service, name).id, expires_at=expires_at
        )
    if as_json:
        emit_document({"schema": KEY_SCHEMA, **_key_fields(made.key), "secret": made.secret})
    else:
        emit(f"{made.secret}\n")
        say("This is the only time that it is shown.")
    return ExitCode.SUCCESS


@key.command("list")
def list_keys(name: NameArgument, as_json: JsonOption = False) -> int:
    """List a user's keys, revoked ones too; of each key only its beginning is known."""
    with opened_service() as opened:
        found = user_named(opened.service, name)
        with opened.service.store.read() as tx:
            keys = tx.users.keys_of(found.id)
    if as_json:
        emit_document({"schema": KEYS_SCHEMA, "keys": [_key_fields(each) for each in keys]})
        return ExitCode.SUCCESS
    from judge.cli.render_admin import keys_table

    emit(keys_table(keys))
    return ExitCode.SUCCESS


@key.command()
def revoke(
    key_id: Annotated[
        str, typer.Argument(metavar="ID", help="The key's id, as `judge admin key list` shows it.")
    ],
    as_json: JsonOption = False,
) -> int:
    """Make a key good for nothing."""
    from judge.service.accounts import revoke_key

    with opened_service() as opened:
        revoked = revoke_key(opened.service, None, key_id)
    if as_json:
        emit_document({"schema": KEY_SCHEMA, **_key_fields(revoked)})
        return ExitCode.SUCCESS
    from judge.cli.render_admin import keys_table

    emit(keys_table([revoked]))
    return ExitCode.SUCCESS


def _key_fields(shown: "ApiKey") -> dict[str, Any]:
    return shown.model_dump(mode="json")
