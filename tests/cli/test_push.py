"""`judge problem push` against a real server; what its workers find, the tests say."""

from itertools import count
from pathlib import Path
from typing import Any

import pytest

from judge.model.stored import ProblemVersion, VersionState
from judge.model.users import Role
from tests.api.running import Running, Somebody, wait_until
from tests.cli.command_line import Judge
from tests.cli.served import meanwhile
from tests.service.conftest import write_package

_numbers = count()


@pytest.fixture
def author(up: Running, monkeypatch: pytest.MonkeyPatch, workplace: Path) -> Somebody:
    """An author, in an environment whose settings know the server and the author's key."""
    somebody = up.somebody(f"pusher-{next(_numbers)}", Role.AUTHOR)
    monkeypatch.setenv("CODEROUND_SERVER", up.url)
    monkeypatch.setenv("CODEROUND_API_KEY", somebody.key)
    return somebody


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package with a name of its own."""
    return write_package(tmp_path / f"pushed-{next(_numbers)}")


def versions(up: Running, problem: str) -> list[ProblemVersion]:
    with up.service.store.read() as tx:
        return list(tx.problems.versions_of(problem))


def verify(up: Running, problem: str, *findings: dict[str, str]) -> None:
    """Verify the version that is coming, as a worker does."""
    wait_until(lambda: bool(versions(up, problem)))
    version = versions(up, problem)[0]
    report: dict[str, Any] = {
        "schema": "coderound.verify/1",
        "ok": not findings,
        "problem": problem,
        "digest": version.digest,
        "cases": 3,
        "time_limit_ms": 1000,
        "findings": findings,
        "examples": [],
    }
    with up.service.store.write() as tx:
        tx.problems.set_verification(version.id, report)
        if findings:
            tx.problems.set_state(version.id, version.state, VersionState.REJECTED)
        elif version.state is VersionState.CHECKING:
            tx.problems.set_state(version.id, version.state, VersionState.VERIFIED)
        else:
            tx.problems.publish(version.id, version.state)


BROKEN = {"severity": "error", "where": "accepted/right.py", "message": "WA \x1b[31m on sample/1"}


def test_a_package_that_keeps_its_promises_is_published(
    judge: Judge, up: Running, author: Somebody, package: Path
) -> None:
    with meanwhile(lambda: verify(up, package.name)):
        outcome = judge("problem", "push", package)
    assert outcome.code == 0
    assert outcome.out.splitlines()[-1] == f"{package.name} version 1: published"
    (version,) = versions(up, package.name)
    assert (version.state, version.created_by) == (VersionState.PUBLISHED, author.user.id)


def test_one_that_does_not_is_rejected_with_what_was_found(
    judge: Judge, up: Running, author: Somebody, package: Path
) -> None:
    with meanwhile(lambda: verify(up, package.name, BROKEN)):
        outcome = judge("problem", "push", package)
    assert outcome.code == 1
    assert "accepted/right.py: WA ␛[31m on sample/1" in outcome.out
    assert outcome.out.splitlines()[-1] == f"{package.name} version 1: rejected"


def test_the_document_tells_of_every_version(
    judge: Judge, up: Running, author: Somebody, package: Path, tmp_path: Path
) -> None:
    other = write_package(tmp_path / f"{package.name}-b")

    def work() -> None:
        verify(up, package.name, BROKEN)
        verify(up, other.name)

    with meanwhile(work):
        outcome = judge("problem", "push", package, other, "--json")
    document = outcome.document()
    assert (outcome.code, document["ok"]) == (1, False)
    assert document["schema"] == "coderound.pushed/1"
    assert [(each["problem"], each["state"]) for each in document["versions"]] == [
        (package.name, "rejected"),
        (other.name, "published"),
    ]
    assert document["versions"][0]["verification"]["findings"] == [BROKEN]


def test_the_same_content_is_no_new_version(
    judge: Judge, up: Running, author: Somebody, package: Path
) -> None:
    with meanwhile(lambda: verify(up, package.name)):
        judge("problem", "push", package)
    again = judge("problem", "push", package)
    assert (again.code, len(versions(up, package.name))) == (0, 1)
    assert again.out.splitlines()[-1] == f"{package.name} version 1: published"


def test_it_may_be_verified_without_being_published(
    judge: Judge, up: Running, author: Somebody, package: Path
) -> None:
    with meanwhile(lambda: verify(up, package.name)):
        outcome = judge("problem", "push", package, "--no-publish")
    assert outcome.code == 0
    assert outcome.out.splitlines()[-1] == f"{package.name} version 1: verified"


def test_a_verification_that_came_to_nothing_says_why(
    judge: Judge, up: Running, author: Somebody, package: Path
) -> None:
    def fail() -> None:
        wait_until(lambda: bool(versions(up, package.name)))
        version = versions(up, package.name)[0]
        with up.service.store.write() as tx:
            tx.problems.set_verification(version.id, {"message": "a generator died"})
            tx.problems.set_state(version.id, version.state, VersionState.REJECTED)

    with meanwhile(fail):
        outcome = judge("problem", "push", package)
    assert outcome.code == 1
    assert outcome.out == f"a generator died\n{package.name} version 1: rejected\n"


def test_a_broken_package_is_not_sent(
    judge: Judge, up: Running, author: Somebody, package: Path
) -> None:
    (package / "problem.yaml").write_text("name: [\n")
    outcome = judge("problem", "push", package)
    assert (outcome.code, versions(up, package.name)) == (2, [])
    assert "problem.yaml" in outcome.err


def test_a_solver_may_not(
    judge: Judge, up: Running, author: Somebody, package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    solver = up.somebody(f"no-pusher-{next(_numbers)}", Role.SOLVER)
    monkeypatch.setenv("CODEROUND_API_KEY", solver.key)
    outcome = judge("problem", "push", package, "--json")
    assert outcome.code == 2
    assert outcome.document()["error"]["type"] == "ServerRefused"
    assert "author" in outcome.err
