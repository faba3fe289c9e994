"""Problems over HTTP: looking at them, uploading packages, publishing versions."""

import io
import zipfile
from datetime import UTC, datetime

import httpx
import pytest

from judge.model.stored import VersionState
from tests.api.running import PROBLEM, Running, Somebody, zipped
from tests.api.test_bad_input import assert_problem
from tests.service.conftest import FILES

ZIP = {"Content-Type": "application/zip"}
SECRET = {**FILES, "data/secret/01-small/hidden.in": "[424242]\n"}


def upload(who: Somebody, name: str, query: str = "") -> httpx.Response:
    """Upload a package of that name."""
    files = {**SECRET, "problem.yaml": FILES["problem.yaml"].replace("Doubled", f"Title {name}")}
    return who.http.post(
        f"/api/v1/problems?name={name}{query}", content=zipped(files, name), headers=ZIP
    )


def pass_verification(up: Running, version_id: str, state: VersionState) -> None:
    """Let a version pass, as a worker does."""
    with up.service.store.write() as tx:
        claim = tx.jobs.claim(version_id, "by hand", datetime.now(UTC))
        assert claim is not None
        tx.problems.set_verification(version_id, {"schema": "coderound.verify/1", "ok": True})
        if state is VersionState.VERIFYING:
            assert tx.problems.publish(version_id, state)
        else:
            assert tx.problems.set_state(version_id, state, VersionState.VERIFIED)
        assert tx.jobs.finish(claim)


def test_a_problem_is_shown_without_its_secrets(solver: Somebody) -> None:
    answer = solver.http.get(f"/api/v1/problems/{PROBLEM}")
    assert answer.status_code == 200
    shown = answer.json()
    assert shown["statement"] == "Double it.\n"
    assert shown["starter"] == ["python3"]
    assert shown["signature"]["entry"] == "doubled"
    assert "zero" not in answer.text
    tag = {"If-None-Match": answer.headers["ETag"]}
    assert solver.http.get(f"/api/v1/problems/{PROBLEM}", headers=tag).status_code == 304


def test_starter_code_is_shown(solver: Somebody) -> None:
    answer = solver.http.get(f"/api/v1/problems/{PROBLEM}/starter/python3")
    assert answer.json()["source"].startswith("def doubled(number):")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("search=DOUBL", True),
        ("search=nowhere", False),
        ("search=%25", False),
        ("tag=numbers", True),
        ("tag=numbers&tag=graphs", False),
        ("difficulty=easy", True),
        ("difficulty=hard", False),
    ],
)
def test_a_list_of_problems_is_searched(solver: Somebody, query: str, found: bool) -> None:
    items = solver.http.get(f"/api/v1/problems?{query}").json()["items"]
    assert (PROBLEM in [each["name"] for each in items]) == found


def test_a_package_is_uploaded_verified_and_published(
    up: Running, author: Somebody, solver: Somebody
) -> None:
    answer = upload(author, "way-of-a-package")
    assert answer.status_code == 202, answer.text
    version = answer.json()
    assert (version["number"], version["state"]) == (1, "verifying")
    assert version["created_by"] == author.user.id
    assert_problem(solver.http.get("/api/v1/problems/way-of-a-package"), 404)
    location = answer.headers["Location"]
    pending = author.http.get(f"{location}/verification").json()
    assert pending == {"state": "verifying", "report": None}
    pass_verification(up, version["id"], VersionState.VERIFYING)
    assert author.http.get(location).json()["state"] == "published"
    assert author.http.get(f"{location}/verification").json()["report"]["ok"] is True
    shown = solver.http.get("/api/v1/problems/way-of-a-package").json()
    assert (shown["version"], shown["title"]) == (1, "Title way-of-a-package")


def test_a_form_is_taken_as_well(author: Somebody) -> None:
    package = ("form.zip", zipped(FILES, "by-form"), "application/zip")
    answer = author.http.post("/api/v1/problems", files={"package": package})
    assert (answer.status_code, answer.json()["problem"]) == (202, "by-form")


def test_the_same_package_again_makes_no_version(author: Somebody) -> None:
    first = upload(author, "twice")
    again = upload(author, "twice")
    assert (first.status_code, again.status_code) == (202, 200)
    assert again.json() == first.json()


def test_a_version_is_published_by_hand_once_it_is_verified(up: Running, author: Somebody) -> None:
    version = upload(author, "by-hand", "&publish=false").json()
    url = "/api/v1/problems/by-hand/versions/1"
    assert_problem(author.http.post(f"{url}/publish"), 409)
    pass_verification(up, version["id"], VersionState.CHECKING)
    assert author.http.post(f"{url}/publish").json()["state"] == "published"
    assert_problem(author.http.post(f"{url}/publish"), 409)


def test_a_package_is_for_its_owner_and_admins(
    up: Running, author: Somebody, admin: Somebody, solver: Somebody
) -> None:
    version = upload(author, "hidden-things").json()
    other = up.somebody("other-author", author.user.role)
    url = "/api/v1/problems/hidden-things/versions/1"
    for who in (author, admin):
        answer = who.http.get(f"{url}/package")
        assert answer.headers["Content-Type"] == "application/zip"
        with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
            names = archive.namelist()
        assert any(name.endswith("data/secret/01-small/hidden.in") for name in names)
    for who in (other, solver):
        for part in ("", "/package", "/verification"):
            assert_problem(who.http.get(f"{url}{part}"), 404)
        assert_problem(who.http.get("/api/v1/problems/hidden-things/versions"), 404)
        assert_problem(who.http.post(f"{url}/publish"), 404)
    pass_verification(up, version["id"], VersionState.VERIFYING)
    for who in (other, solver):
        assert_problem(who.http.get(f"{url}/package"), 403)
        answer = who.http.get("/api/v1/problems/hidden-things")
        assert "424242" not in answer.text
    assert_problem(upload(other, "hidden-things"), 403)
    assert_problem(upload(solver, "of-a-solver"), 403)


def test_versions_are_listed_the_latest_first(up: Running, author: Somebody) -> None:
    upload(author, "many")
    files = {**FILES, "statement/problem.en.md": "Double it again.\n"}
    author.http.post("/api/v1/problems?name=many", content=zipped(files, "many"), headers=ZIP)
    items = author.http.get("/api/v1/problems/many/versions").json()["items"]
    assert [each["number"] for each in items] == [2, 1]
    assert author.http.get("/api/v1/problems/many/versions/2").json() == items[0]
