"""Problems are found by everybody; their versions and secrets are their owner's."""

from pathlib import Path

import pytest

from judge.errors import CallerMistake, Conflict, NotAllowed, NotFound
from judge.model.stored import ProblemVersion, VersionState
from judge.model.users import Role, User
from judge.package.load import load_package
from judge.service.archives import pack, unpack
from judge.service.context import Service
from judge.service.packages import upload
from judge.service.problems import (
    get_package,
    get_problem,
    get_starter,
    get_version,
    list_problems,
    list_versions,
    publish,
)
from judge.service.submit import NewSubmission, submit
from tests.service.conftest import actions, published, user_of, write_package


def names(service: Service, **wanted: object) -> list[str]:
    return [each.problem for each in list_problems(service, limit=10, **wanted)]  # type: ignore[arg-type]


def test_problems_are_found_by_words_tags_and_difficulty(
    service: Service, author: User, tmp_path: Path
) -> None:
    hard = {"judge.yaml": _judge_yaml("difficulty: hard\ntags: [numbers, signs]\n")}
    published(service, author, write_package(tmp_path / "one" / "abs-twice", hard))
    published(service, author, write_package(tmp_path / "two" / "doubled"))
    assert names(service) == ["abs-twice", "doubled"]
    assert names(service, search="DOUBLE") == ["abs-twice", "doubled"]
    assert names(service, search="abs") == ["abs-twice"]
    assert names(service, search="%") == []
    assert names(service, tags=["numbers", "signs"]) == ["abs-twice"]
    assert names(service, difficulty="easy") == ["doubled"]
    assert names(service, after="abs-twice") == ["doubled"]


def _judge_yaml(more: str) -> str:
    return (
        "kind: function\nentry: doubled\nsignature: {number: int, returns: int}\n"
        "model_solution: accepted/right.py\n" + more
    )


@pytest.mark.parametrize("text", ["\0", "\ud800", "x" * 300])
def test_words_that_cannot_be_searched_are_refused(service: Service, text: str) -> None:
    for wanted in ({"search": text}, {"tags": [text]}, {"difficulty": text}, {"after": text}):
        with pytest.raises(CallerMistake):
            names(service, **wanted)


def test_hostile_words_find_nothing(service: Service, problem: ProblemVersion) -> None:
    for text in ("'; DROP TABLE problems; --", "<script>", "\\", "_"):
        assert names(service, search=text) == []
        assert names(service, tags=[text]) == []
    assert names(service) == ["doubled"]


def test_a_problem_shows_its_samples_and_nothing_secret(
    service: Service, problem: ProblemVersion
) -> None:
    manifest = get_problem(service, "doubled").manifest
    assert (manifest.title, manifest.statement_format) == ("Doubled", "markdown")
    assert manifest.samples is not None
    assert [(each.input, each.answer) for each in manifest.samples] == [("[1]\n", "2\n")]
    assert "-3" not in manifest.model_dump_json()
    assert get_starter(service, "doubled", "python3") == "def doubled(number):\n    ...\n"
    with pytest.raises(NotFound):
        get_starter(service, "doubled", "cobol\0")


@pytest.mark.parametrize("name", ["nowhere", "nul\0", "", "../x"])
def test_an_unknown_problem_is_not_found(service: Service, admin: User, name: str) -> None:
    with pytest.raises(NotFound):
        get_problem(service, name)
    with pytest.raises(NotFound):
        list_versions(service, admin, name)


def test_versions_and_packages_are_for_the_owner_and_admins(
    service: Service,
    problem: ProblemVersion,
    author: User,
    admin: User,
    solver: User,
    package: Path,
    tmp_path: Path,
) -> None:
    for user in (author, admin):
        assert [each.number for each in list_versions(service, user, "doubled")] == [1]
        assert get_version(service, user, "doubled", 1) == problem
        archive = get_package(service, user, "doubled", 1)
        unpack(archive, tmp_path / user.role / "doubled")
        assert load_package(tmp_path / user.role / "doubled").digest == problem.digest
        with pytest.raises(NotFound, match="no version 2"):
            get_version(service, user, "doubled", 2)
    for user in (solver, user_of(service, Role.AUTHOR)):
        with pytest.raises(NotAllowed):
            list_versions(service, user, "doubled")
        with pytest.raises(NotAllowed):
            get_version(service, user, "doubled", 1)
        with pytest.raises(NotAllowed):
            get_package(service, user, "doubled", 1)
        with pytest.raises(NotAllowed):
            publish(service, user, "doubled", 1)


def test_a_problem_that_was_never_published_is_known_to_its_owner_only(
    service: Service, author: User, solver: User, package: Path
) -> None:
    upload(service, author, pack(package))
    assert list_versions(service, author, "doubled")
    with pytest.raises(NotFound):
        get_problem(service, "doubled")
    with pytest.raises(NotFound):
        list_versions(service, solver, "doubled")


def test_an_older_version_is_published_again_and_judges_what_comes_then(
    any_service: Service, package: Path
) -> None:
    service = any_service
    author, solver = user_of(service, Role.AUTHOR), user_of(service, Role.SOLVER)
    first = published(service, author, package)
    write_package(package, {"statement/problem.en.md": "Double it, please.\n"})
    second = published(service, author, package)
    assert second.number == 2
    states = [each.state for each in list_versions(service, author, "doubled")]
    assert states == [VersionState.PUBLISHED, VersionState.RETIRED]
    assert publish(service, author, "doubled", 1).state is VersionState.PUBLISHED
    assert actions(service)[-1] == "problem.publish"
    assert get_problem(service, "doubled").id == first.id
    new = NewSubmission(problem="doubled", language="python3", source="x = 1")
    submission = submit(service, solver, new).submission
    with service.store.read() as tx:
        judging = tx.submissions.judging(submission.judging_id)
    assert judging is not None
    assert judging.version_id == first.id


@pytest.mark.parametrize(
    "state", [VersionState.VERIFYING, VersionState.CHECKING, VersionState.REJECTED]
)
def test_what_has_not_passed_is_not_published(
    service: Service, author: User, package: Path, state: VersionState
) -> None:
    version = upload(service, author, pack(package)).version
    with service.store.write() as tx:
        tx.problems.set_state(version.id, VersionState.VERIFYING, state)
    with pytest.raises(Conflict, match=f"is {state}"):
        publish(service, author, "doubled", 1)
