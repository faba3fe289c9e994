"""Users, their keys and login sessions."""

from datetime import timedelta

import pytest

from judge.errors import Conflict
from judge.model.ids import new_id
from judge.model.users import ApiKey, Role, User
from judge.store.port import Store
from tests.store.things import a_user, now


def added(store: Store, user: User) -> User:
    with store.write() as tx:
        tx.users.add(user)
    return user


def a_key(user: User) -> ApiKey:
    return ApiKey(id=new_id(), user_id=user.id, name="laptop", prefix="cr_ab", created_at=now())


def test_a_user_is_found_by_id_and_by_name_in_any_case(store: Store) -> None:
    user = added(store, a_user("Ännchen"))
    with store.read() as tx:
        assert tx.users.get(user.id) == user
        assert tx.users.named("äNNCHEN") == user
        assert tx.users.get("nobody") is None
        assert tx.users.named("nobody") is None


def test_a_name_is_given_once_regardless_of_case(store: Store) -> None:
    added(store, a_user("Ann"))
    with pytest.raises(Conflict, match="ANN"), store.write() as tx:
        tx.users.add(a_user("ANN"))


def test_a_conflict_leaves_the_transaction_usable(store: Store) -> None:
    added(store, a_user("Ann"))
    other = a_user("Bob")
    with store.write() as tx:
        with pytest.raises(Conflict):
            tx.users.add(a_user("ann"))
        tx.users.add(other)
    with store.read() as tx:
        assert tx.users.named("bob") == other


def test_users_are_listed_by_id_page_by_page(store: Store) -> None:
    users = sorted((added(store, a_user()) for _ in range(5)), key=lambda user: user.id)
    with store.read() as tx:
        assert tx.users.list(None, 3) == users[:3]
        assert tx.users.list(users[2].id, 3) == users[3:]


def test_only_what_is_given_changes(store: Store) -> None:
    user = added(store, a_user())
    at = now()
    with store.write() as tx:
        assert tx.users.update(user.id, role=Role.ADMIN, disabled_at=at)
        assert tx.users.update(user.id, password_hash="$argon2id$")
        assert not tx.users.update("nobody", role=Role.ADMIN)
        assert not tx.users.update("nobody")
    changed = {"role": Role.ADMIN, "disabled_at": at, "password_hash": "$argon2id$"}
    with store.read() as tx:
        assert tx.users.get(user.id) == user.model_copy(update=changed)
    with store.write() as tx:
        assert tx.users.update(user.id, enabled=True)
    with store.read() as tx:
        assert tx.users.get(user.id) == user.model_copy(update={**changed, "disabled_at": None})


def test_whether_there_is_an_admin(store: Store) -> None:
    added(store, a_user())
    with store.read() as tx:
        assert not tx.users.any_admin()
    admin = added(store, a_user(role=Role.ADMIN))
    with store.write() as tx:
        assert tx.users.any_admin()
        tx.users.update(admin.id, disabled_at=now())
        assert not tx.users.any_admin()


def test_a_key_leads_to_its_owner_until_it_is_revoked(store: Store) -> None:
    user = added(store, a_user())
    key = a_key(user)
    with store.write() as tx:
        tx.users.add_key(key, "aa" * 32)
    with store.write() as tx:
        assert tx.users.key_owner("aa" * 32, now()) == (key, user)
        assert tx.users.key_owner("bb" * 32, now()) is None
        assert tx.users.revoke_key(key.id, now())
        assert not tx.users.revoke_key(key.id, now())
        assert not tx.users.revoke_key("none", now())
        assert tx.users.key_owner("aa" * 32, now()) is None
        assert [each.id for each in tx.users.keys_of(user.id)] == [key.id]


def test_a_key_is_good_until_it_expires(store: Store) -> None:
    user = added(store, a_user())
    end = now() + timedelta(hours=1)
    with store.write() as tx:
        tx.users.add_key(a_key(user).model_copy(update={"expires_at": end}), "aa" * 32)
    with store.read() as tx:
        assert tx.users.key_owner("aa" * 32, end - timedelta(microseconds=1)) is not None
        assert tx.users.key_owner("aa" * 32, end) is None


def test_nothing_leads_to_a_disabled_user(store: Store) -> None:
    user = added(store, a_user())
    with store.write() as tx:
        tx.users.add_key(a_key(user), "aa" * 32)
        tx.users.add_session(user.id, "bb" * 32, now() + timedelta(hours=1))
        tx.users.update(user.id, disabled_at=now())
        assert tx.users.key_owner("aa" * 32, now()) is None
        assert tx.users.session_owner("bb" * 32, now()) is None


def test_the_last_use_of_a_key_is_remembered(store: Store) -> None:
    user = added(store, a_user())
    key, at = a_key(user), now()
    with store.write() as tx:
        tx.users.add_key(key, "aa" * 32)
        tx.users.note_key_used(key.id, at)
    with store.read() as tx:
        assert tx.users.key(key.id) == key.model_copy(update={"last_used_at": at})
        assert tx.users.key("none") is None


def test_a_session_lasts_until_it_expires_or_is_ended(store: Store) -> None:
    user = added(store, a_user())
    end = now() + timedelta(hours=1)
    with store.write() as tx:
        for token in ("aa", "bb", "cc"):
            tx.users.add_session(user.id, token * 32, end)
    with store.write() as tx:
        assert tx.users.session_owner("aa" * 32, end - timedelta(microseconds=1)) == user
        assert tx.users.session_owner("aa" * 32, end) is None
        tx.users.end_session("aa" * 32)
        tx.users.end_session("aa" * 32)
        assert tx.users.session_owner("aa" * 32, now()) is None
        assert tx.users.session_owner("bb" * 32, now()) == user
        tx.users.end_sessions_of(user.id)
        assert tx.users.session_owner("bb" * 32, now()) is None


@pytest.mark.parametrize("text", ["a\0b", "\ud800", "'; DROP TABLE users; --", "x" * 100_000, "%"])
def test_a_strange_name_is_simply_not_found(store: Store, text: str) -> None:
    added(store, a_user("Ann"))
    with store.read() as tx:
        assert tx.users.named(text) is None
        assert tx.users.get(text) is None
        assert tx.submissions.get(text) is None
        assert tx.jobs.get(text) is None
        assert tx.problems.published(text) is None
        assert tx.users.list(text, 1) is not None
