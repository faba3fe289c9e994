"""Who somebody is, what they may do, and that nobody gets in otherwise."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from judge.errors import (
    CallerMistake,
    Conflict,
    NotAllowed,
    NotFound,
    NotSignedIn,
    TooManyRequests,
)
from judge.model.ids import new_id
from judge.model.users import Role, User
from judge.service.accounts import (
    MAX_KEYS,
    create_key,
    create_user,
    disable_user,
    enable_user,
    ensure_admin,
    get_user,
    list_keys,
    list_users,
    login,
    logout,
    revoke_key,
    set_password,
    set_role,
    who_has_key,
    who_has_session,
)
from judge.service.context import Service
from judge.service.guessing import MAX_WRONG, WINDOW
from judge.store.data_folder import embedded_url
from judge.store.sql_store import SqlStore
from tests.service.conftest import Clock, actions, user_of

PASSWORD = "correct horse"


@pytest.fixture
def member(service: Service) -> User:
    """A solver with a password."""
    return create_user(service, None, name="Ada", role=Role.SOLVER, password=PASSWORD)


def test_the_first_start_makes_one_admin_with_a_key(any_service: Service) -> None:
    service = any_service
    secret = ensure_admin(service)
    assert secret is not None
    assert who_has_key(service, secret).role is Role.ADMIN
    assert ensure_admin(service) is None


def test_no_admin_is_made_where_there_is_one(service: Service, admin: User) -> None:
    assert ensure_admin(service) is None


def test_the_first_admins_name_may_be_taken(service: Service) -> None:
    user_of(service, Role.SOLVER, "admin")
    with pytest.raises(Conflict, match="admin"):
        ensure_admin(service)


def test_admins_and_the_host_make_users(any_service: Service) -> None:
    service = any_service
    admin = user_of(service, Role.ADMIN)
    user = create_user(service, admin, name="grace@example.org", role=Role.AUTHOR)
    assert get_user(service, admin, user.id) == user
    assert {each.id for each in list_users(service, admin, after=None, limit=9)} == {
        admin.id,
        user.id,
    }
    with pytest.raises(Conflict, match="there is a user named"):
        create_user(service, None, name="GRACE@example.org", role=Role.SOLVER)


@pytest.mark.parametrize("role", [Role.AUTHOR, Role.SOLVER])
def test_nobody_else_makes_or_sees_users(service: Service, admin: User, role: Role) -> None:
    user = user_of(service, role)
    refused: list[Callable[[], object]] = [
        lambda: create_user(service, user, name="x", role=Role.SOLVER),
        lambda: list_users(service, user, after=None, limit=9),
        lambda: set_role(service, user, user.id, Role.ADMIN),
        lambda: disable_user(service, user, admin.id),
        lambda: enable_user(service, user, admin.id),
    ]
    for ask in refused:
        with pytest.raises(NotAllowed):
            ask()
    with pytest.raises(NotFound):
        get_user(service, user, admin.id)
    with pytest.raises(NotFound):
        set_password(service, user, admin.id, PASSWORD)
    assert get_user(service, user, user.id) == user


@pytest.mark.parametrize(
    "name", ["", " ", "a b", "nul\0", "\ud800", "<b>", "x" * 65, "é", "-x", "a\n"]
)
def test_a_users_name_is_plain(service: Service, admin: User, name: str) -> None:
    with pytest.raises(CallerMistake, match="is none for a user"):
        create_user(service, admin, name=name, role=Role.SOLVER)


@pytest.mark.parametrize("password", ["", "short", "x" * 201])
def test_a_password_is_long_enough_and_no_longer(
    service: Service, admin: User, member: User, password: str
) -> None:
    with pytest.raises(CallerMistake, match="expected 10 to 200") as caught:
        create_user(service, admin, name="x", role=Role.SOLVER, password=password)
    assert not password or password not in str(caught.value)
    with pytest.raises(CallerMistake, match="expected 10 to 200"):
        set_password(service, admin, member.id, password)


def test_roles_change_and_it_is_noted(service: Service, admin: User, member: User) -> None:
    assert set_role(service, admin, member.id, Role.AUTHOR).role is Role.AUTHOR
    assert actions(service)[-1] == "user.role"
    with pytest.raises(NotFound):
        set_role(service, admin, new_id(), Role.AUTHOR)


def test_the_last_admin_stays(any_service: Service) -> None:
    service = any_service
    admin = user_of(service, Role.ADMIN)
    other = user_of(service, Role.ADMIN)
    disable_user(service, admin, other.id)
    with pytest.raises(Conflict, match="the last admin"):
        set_role(service, admin, admin.id, Role.SOLVER)
    with pytest.raises(Conflict, match="the last admin"):
        disable_user(service, None, admin.id)
    assert get_user(service, admin, admin.id).disabled_at is None
    assert get_user(service, admin, admin.id).role is Role.ADMIN
    enable_user(service, admin, other.id)
    disable_user(service, None, admin.id)


def test_a_disabled_user_is_out_at_once(any_service: Service) -> None:
    service = any_service
    admin = user_of(service, Role.ADMIN)
    member = create_user(service, None, name="Ada", role=Role.SOLVER, password=PASSWORD)
    secret = create_key(service, member, name="k").secret
    token = login(service, "Ada", PASSWORD).token
    disable_user(service, admin, member.id)
    with pytest.raises(NotSignedIn):
        who_has_key(service, secret)
    with pytest.raises(NotSignedIn):
        who_has_session(service, token)
    with pytest.raises(NotSignedIn):
        login(service, "Ada", PASSWORD)
    enable_user(service, admin, member.id)
    assert who_has_key(service, secret).id == member.id
    with pytest.raises(NotSignedIn):
        who_has_session(service, token)


def test_a_key_is_shown_once_and_kept_as_a_hash(
    service: Service, member: User, tmp_path: Path
) -> None:
    made = create_key(service, member, name="laptop; <b>")
    assert made.secret.startswith(made.key.prefix + "_")
    assert made.key.prefix.startswith("cr_")
    assert who_has_key(service, made.secret).id == member.id
    (listed,) = list_keys(service, member)
    assert made.secret not in listed.model_dump_json()
    service.store.close()
    kept = b"".join(path.read_bytes() for path in (tmp_path / "data").iterdir())
    assert made.secret.encode() not in kept
    assert hashlib.sha256(made.secret.encode()).hexdigest().encode() in kept


def test_a_key_that_is_nearly_right_is_wrong(service: Service, member: User) -> None:
    secret = create_key(service, member, name="k").secret
    for wrong in ("", "x", secret[:-1], secret + "x", secret.swapcase(), "\0", "\ud800", "é"):
        with pytest.raises(NotSignedIn) as caught:
            who_has_key(service, wrong)
        assert len(wrong) < 2 or wrong not in str(caught.value)


def test_revoked_and_expired_keys_are_good_for_nothing(
    service: Service, member: User, clock: Clock
) -> None:
    revoked = create_key(service, member, name="k")
    expiring = create_key(service, member, name="k", expires_at=clock() + timedelta(seconds=10))
    revoke_key(service, member, revoked.key.id)
    with pytest.raises(NotSignedIn):
        who_has_key(service, revoked.secret)
    with pytest.raises(Conflict, match="revoked already"):
        revoke_key(service, member, revoked.key.id)
    assert who_has_key(service, expiring.secret).id == member.id
    clock.wait(10)
    with pytest.raises(NotSignedIn):
        who_has_key(service, expiring.secret)
    with pytest.raises(CallerMistake, match="past"):
        create_key(service, member, name="k", expires_at=clock())


def test_keys_of_others_are_for_admins_only(
    service: Service, member: User, admin: User, author: User
) -> None:
    key = create_key(service, admin, name="k", user_id=member.id).key
    assert key.user_id == member.id
    for ask in (
        lambda: create_key(service, author, name="k", user_id=member.id),
        lambda: list_keys(service, author, member.id),
        lambda: revoke_key(service, author, key.id),
    ):
        with pytest.raises(NotFound):
            ask()
    assert [each.id for each in list_keys(service, admin, member.id)] == [key.id]
    assert revoke_key(service, admin, key.id).revoked_at is not None
    assert actions(service)[-2:] == ["key.create", "key.revoke"]


def test_there_is_a_most_of_keys(service: Service, member: User) -> None:
    made = [create_key(service, member, name="k").key for _ in range(MAX_KEYS)]
    with pytest.raises(Conflict, match="50 keys"):
        create_key(service, member, name="k")
    revoke_key(service, member, made[0].id)
    create_key(service, member, name="k")


@pytest.mark.parametrize("name", ["", " ", "a\nb", "nul\0", "\ud800", "x" * 101])
def test_a_keys_name_is_one_line(service: Service, member: User, name: str) -> None:
    with pytest.raises(CallerMistake, match="name of the key"):
        create_key(service, member, name=name)


def test_a_keys_use_is_noted_at_most_once_a_minute(
    service: Service, member: User, clock: Clock
) -> None:
    secret = create_key(service, member, name="k").secret

    def used() -> object:
        who_has_key(service, secret)
        return list_keys(service, member)[0].last_used_at

    first = used()
    assert first == clock()
    clock.wait(59)
    assert used() == first
    clock.wait(1)
    assert used() == clock()


def test_a_key_works_where_nothing_can_be_written(
    service: Service, member: User, tmp_path: Path
) -> None:
    secret = create_key(service, member, name="k").secret
    url = embedded_url(tmp_path / "data").replace("sqlite:///", "sqlite:///file:")
    readonly = SqlStore(url + "?mode=ro&uri=true")
    assert who_has_key(replace(service, store=readonly), secret).id == member.id
    readonly.close()


def test_a_session_lasts_until_it_is_over(service: Service, member: User, clock: Clock) -> None:
    begun = login(service, "ada", PASSWORD)
    assert begun.user.id == member.id
    assert begun.expires_at == clock() + timedelta(hours=service.policy.session_hours)
    assert who_has_session(service, begun.token).id == member.id
    clock.wait(service.policy.session_hours * 3600)
    with pytest.raises(NotSignedIn):
        who_has_session(service, begun.token)


def test_logging_out_ends_a_session(service: Service, member: User) -> None:
    token = login(service, "Ada", PASSWORD).token
    for each in (token, token, "x", "\ud800", ""):
        logout(service, each)
    for each in (token, "x", "\ud800", "", "x" * 999):
        with pytest.raises(NotSignedIn):
            who_has_session(service, each)


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("Ada", "wrong horse!"),
        ("Ada", ""),
        ("Ada", PASSWORD + "\0"),
        ("Ada", "\ud800"),
        ("Ada", "x" * 100_000),
        ("nobody", PASSWORD),
        ("nul\0", PASSWORD),
        ("' OR 1=1 --", PASSWORD),
    ],
)
def test_nobody_else_gets_in(service: Service, member: User, name: str, password: str) -> None:
    with pytest.raises(NotSignedIn, match="nobody has this name and password"):
        login(service, name, password)


def test_a_user_of_keys_only_has_no_password(service: Service, solver: User) -> None:
    with pytest.raises(NotSignedIn):
        login(service, solver.name, "")


def test_guessing_is_stopped_for_a_while(service: Service, member: User, clock: Clock) -> None:
    for turn in range(MAX_WRONG):
        with pytest.raises(NotSignedIn):
            login(service, "ada" if turn % 2 else "ADA", "wrong horse!")
    with pytest.raises(TooManyRequests) as caught:
        login(service, "Ada", PASSWORD)
    assert caught.value.retry_after_s == WINDOW.total_seconds()
    clock.wait(WINDOW.total_seconds())
    assert login(service, "Ada", PASSWORD).user.id == member.id


def test_unknown_names_are_guarded_like_known_ones(service: Service) -> None:
    for _ in range(MAX_WRONG):
        with pytest.raises(NotSignedIn):
            login(service, "nobody", "wrong horse!")
    with pytest.raises(TooManyRequests):
        login(service, "nobody", "wrong horse!")


def test_the_right_password_makes_up_for_wrong_ones(service: Service, member: User) -> None:
    for _ in range(3):
        for _ in range(MAX_WRONG - 1):
            with pytest.raises(NotSignedIn):
                login(service, "Ada", "wrong horse!")
        login(service, "Ada", PASSWORD)


def test_changing_ones_password_takes_the_old_one_and_ends_all_sessions(
    service: Service, member: User
) -> None:
    token = login(service, "Ada", PASSWORD).token
    for old in (None, "wrong horse!"):
        with pytest.raises(NotAllowed):
            set_password(service, member, member.id, "battery staple", old=old)
    set_password(service, member, member.id, "battery staple", old=PASSWORD)
    with pytest.raises(NotSignedIn):
        who_has_session(service, token)
    with pytest.raises(NotSignedIn):
        login(service, "Ada", PASSWORD)
    assert login(service, "Ada", "battery staple").user.id == member.id


def test_the_old_password_cannot_be_guessed_either(service: Service, member: User) -> None:
    for _ in range(MAX_WRONG):
        with pytest.raises(NotAllowed):
            set_password(service, member, member.id, "battery staple", old="wrong horse!")
    with pytest.raises(TooManyRequests):
        set_password(service, member, member.id, "battery staple", old=PASSWORD)


def test_admins_set_the_passwords_of_others(service: Service, admin: User, member: User) -> None:
    set_password(service, admin, member.id, "battery staple")
    assert login(service, "Ada", "battery staple").user.id == member.id
    assert "user.password" in actions(service)


def test_hashes_of_passwords_are_argon2id_and_never_shown(service: Service, member: User) -> None:
    assert member.password_hash is not None
    assert member.password_hash.startswith("$argon2id$")
    assert member.password_hash not in repr(member)
