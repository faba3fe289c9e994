"""Problems and their versions."""

import pytest

from judge.errors import Conflict
from judge.model.ids import new_id
from judge.model.limits import MIB, Limits
from judge.model.problem import MethodSignature, Signature
from judge.model.stored import Sample, VersionState
from judge.store.port import Store
from tests.store.things import World, a_manifest, a_user, a_world


def listed(store: Store, **wanted: object) -> list[str]:
    asked = {"search": None, "tags": (), "difficulty": None, "after": None, "limit": 100, **wanted}
    with store.read() as tx:
        return [version.problem for version in tx.problems.list_published(**asked)]  # type: ignore[arg-type]


def test_the_first_version_makes_the_problem_and_its_owner(world: World) -> None:
    version = world.add_version("two-sum")
    with world.store.read() as tx:
        assert tx.problems.exists("two-sum")
        assert tx.problems.owner("two-sum") == world.user.id
        assert tx.problems.version(version.id) == version
        assert tx.problems.next_number("two-sum") == 2
        assert tx.problems.published("two-sum") is None
        assert not tx.problems.exists("three-sum")
        assert tx.problems.owner("three-sum") is None
        assert tx.problems.next_number("three-sum") == 1


def test_a_later_version_by_somebody_else_does_not_change_the_owner(world: World) -> None:
    first = world.add_version("two-sum")
    other = a_user()
    with world.store.write() as tx:
        tx.users.add(other)
        later = {"id": new_id(), "number": 2, "created_by": other.id}
        tx.problems.add_version(first.model_copy(update=later))
    with world.store.read() as tx:
        assert tx.problems.owner("two-sum") == world.user.id


def test_a_number_is_given_once(world: World) -> None:
    version = world.add_version("two-sum")
    with pytest.raises(Conflict, match="version 1"), world.store.write() as tx:
        tx.problems.add_version(version.model_copy(update={"id": new_id()}))


def test_a_manifest_comes_back_as_it_was(world: World) -> None:
    manifest = a_manifest("Ünïcode", ["graphs", "easy"], "hard").model_copy(
        update={
            "signature": Signature(
                entry="f", methods={"f": MethodSignature(parameters={"x": "int"}, returns="int")}
            ),
            "limits": Limits(cpu_time_ms=1, wall_time_ms=2, memory_bytes=64 * MIB, output_bytes=3),
            "samples": (Sample(name="sample/1", input="\0 in", answer="out"),),
        }
    )
    version = world.add_version("two-sum", manifest)
    with world.store.read() as tx:
        assert tx.problems.version(version.id) == version


def test_publishing_retires_the_version_before(world: World) -> None:
    first, second = world.publish("two-sum"), world.publish("two-sum")
    with world.store.read() as tx:
        published = tx.problems.published("two-sum")
        assert published is not None
        assert published.id == second.id
        states = [(each.id, each.state) for each in tx.problems.versions_of("two-sum")]
    assert states == [(second.id, VersionState.PUBLISHED), (first.id, VersionState.RETIRED)]


def test_a_version_is_published_only_from_the_state_that_was_expected(world: World) -> None:
    first, second = world.publish("two-sum"), world.add_version("two-sum")
    with world.store.write() as tx:
        assert tx.problems.set_state(second.id, VersionState.VERIFYING, VersionState.REJECTED)
        assert not tx.problems.publish(second.id, VersionState.VERIFYING)
        assert not tx.problems.publish("none", VersionState.VERIFYING)
        assert not tx.problems.set_state(second.id, VersionState.VERIFYING, VersionState.PUBLISHED)
    with world.store.read() as tx:
        published = tx.problems.published("two-sum")
    assert published is not None
    assert published.id == first.id


def test_a_retired_version_can_be_published_again(world: World) -> None:
    first, second = world.publish("two-sum"), world.publish("two-sum")
    with world.store.write() as tx:
        assert tx.problems.publish(first.id, VersionState.RETIRED)
        assert tx.problems.publish(first.id, VersionState.PUBLISHED)
    with world.store.read() as tx:
        published = tx.problems.published("two-sum")
        retired = tx.problems.version(second.id)
    assert published is not None
    assert published.id == first.id
    assert retired is not None
    assert retired.state is VersionState.RETIRED


def test_what_verifying_found_is_kept(world: World) -> None:
    version = world.add_version("two-sum")
    with world.store.write() as tx:
        tx.problems.set_verification(version.id, {"message": "no time\0"})
        found = tx.problems.version(version.id)
    assert found is not None
    assert found.verification == {"message": "no time\0"}


def test_only_published_problems_are_listed_by_name(world: World) -> None:
    for name in ("b-b", "a", "B", "b"):
        world.publish(name)
    world.add_version("c")
    assert listed(world.store)[:4] == ["B", "a", "b", "b-b"]
    assert listed(world.store, limit=2) == ["B", "a"]
    assert listed(world.store, after="a", limit=2) == ["b", "b-b"]
    assert "c" not in listed(world.store)


def test_problems_are_found_by_name_and_title_in_any_case(world: World) -> None:
    world.publish("two-sum", a_manifest("Zwei SUMMEN, 100%"))
    world.publish("path_sum", a_manifest("Über Pfade"))
    assert listed(world.store, search="SUM") == ["path_sum", "two-sum"]
    assert listed(world.store, search="summen") == ["two-sum"]
    assert listed(world.store, search="ÜBER") == ["path_sum"]
    assert listed(world.store, search="%") == ["two-sum"]
    assert listed(world.store, search="_") == ["path_sum"]
    for nothing in ("two_sum", "\0", "\\", "/", "x" * 100_000):
        assert listed(world.store, search=nothing) == []


def test_problems_are_found_by_difficulty_and_all_of_the_tags(world: World) -> None:
    world.publish("both", a_manifest(tags=["graphs", "trees"], difficulty="easy"))
    world.publish("one", a_manifest(tags=["graphs"], difficulty="hard"))
    assert listed(world.store, tags=["graphs"]) == ["both", "one"]
    assert listed(world.store, tags=["graphs", "trees"]) == ["both"]
    assert listed(world.store, tags=["graph"]) == []
    assert listed(world.store, difficulty="hard") == ["one"]
    assert listed(world.store, difficulty="hard", tags=["trees"]) == []


def test_lists_follow_the_published_version(world: World) -> None:
    world.publish("p", a_manifest("Old", tags=["old"]))
    version = world.publish("p", a_manifest("New", tags=["new"]))
    assert listed(world.store, search="old", tags=["old"]) == []
    assert listed(world.store, search="new", tags=["new"]) == ["p"]
    with world.store.write() as tx:
        tx.problems.set_manifest(version.id, a_manifest("Newest", tags=["new", "new"]))
    assert listed(world.store, search="newest", tags=["new"]) == ["p"]
    waiting = world.add_version("p")
    with world.store.write() as tx:
        tx.problems.set_manifest(waiting.id, a_manifest("Hidden"))
    assert listed(world.store, search="hidden") == []


def test_a_version_may_be_added_as_published(store: Store) -> None:
    world = a_world(store)
    with store.read() as tx:
        assert tx.problems.published(world.version.problem) == world.version
