"""Packages are taken in whoever sends them, and refused with the reason."""

import io
import shutil
import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from judge.errors import NotAllowed, NotSupported, PackageError, StoreError, TooManyRequests
from judge.model.stored import JobKind, Priority, ProblemVersion, VersionState
from judge.model.users import Role, User
from judge.service.archives import pack
from judge.service.context import Service
from judge.service.packages import register_bank, upload
from judge.service.problems import get_problem, list_versions, publish
from tests.service.conftest import POLICY, actions, published, user_of, write_package


def test_an_upload_is_written_with_its_job_and_queued(any_service: Service, package: Path) -> None:
    service = any_service
    author = user_of(service, Role.AUTHOR)
    done = upload(service, author, pack(package))
    version = done.version
    assert (done.created, done.queued) == (True, True)
    assert (version.problem, version.number, version.state, version.created_by) == (
        "doubled",
        1,
        VersionState.VERIFYING,
        author.id,
    )
    with service.store.read() as tx:
        job = tx.jobs.get(version.id)
        assert tx.problems.version(version.id) == version
        assert tx.problems.owner("doubled") == author.id
    assert job is not None
    assert (job.kind, job.priority) == (JobKind.VERIFICATION, Priority.BULK)
    assert service.queue.missing([(job.id, Priority.BULK)]) == []
    assert actions(service) == ["problem.upload"]


def test_it_is_taken_while_the_queue_is_away(
    without_queue: Service, author: User, package: Path
) -> None:
    assert not upload(without_queue, author, pack(package)).queued


def test_it_may_be_verified_without_being_published(
    service: Service, author: User, package: Path
) -> None:
    version = upload(service, author, pack(package), publish=False).version
    assert version.state is VersionState.CHECKING


def test_a_flat_archive_needs_a_name(service: Service, author: User, package: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path in package.rglob("*"):
            archive.write(path, path.relative_to(package))
    with pytest.raises(PackageError, match="nothing tells the problem's name"):
        upload(service, author, packed.getvalue())
    assert upload(service, author, packed.getvalue(), name="twice").version.problem == "twice"


@pytest.mark.parametrize("name", ["", "Two Sum", "../x", "x\0", "\ud800", "-x", "<b>", "x" * 101])
def test_a_name_that_is_none_is_refused(
    service: Service, author: User, package: Path, name: str
) -> None:
    with pytest.raises(PackageError, match="is no name for a problem"):
        upload(service, author, pack(package), name=name)


def test_solvers_upload_nothing(service: Service, solver: User, package: Path) -> None:
    with pytest.raises(NotAllowed, match="takes the role author"):
        upload(service, solver, pack(package))


def test_further_versions_are_the_owners_and_admins(
    service: Service, problem: ProblemVersion, author: User, admin: User, package: Path
) -> None:
    write_package(package, {"statement/problem.en.md": "Again.\n"})
    with pytest.raises(NotAllowed, match="somebody else's problem"):
        upload(service, user_of(service, Role.AUTHOR), pack(package))
    assert upload(service, author, pack(package)).version.number == 2
    write_package(package, {"statement/problem.en.md": "And again.\n"})
    assert upload(service, admin, pack(package)).version.number == 3
    with service.store.read() as tx:
        assert tx.problems.owner("doubled") == author.id


def test_the_same_content_is_the_same_version_unless_it_was_rejected(
    service: Service, author: User, package: Path
) -> None:
    first = upload(service, author, pack(package)).version
    again = upload(service, author, pack(package))
    assert (again.created, again.version) == (False, first)
    with service.store.write() as tx:
        tx.problems.set_state(first.id, VersionState.VERIFYING, VersionState.REJECTED)
    retried = upload(service, author, pack(package))
    assert (retried.created, retried.version.number) == (True, 2)


def test_uploads_count_against_the_cap(service: Service, author: User, package: Path) -> None:
    small = replace(service, policy=POLICY.model_copy(update={"queue_cap": 1}))
    upload(small, author, pack(package))
    write_package(package, {"statement/problem.en.md": "Again.\n"})
    with pytest.raises(TooManyRequests):
        upload(small, author, pack(package))


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"judge.yaml": "kind: nonsense\n"}, 'doubled/judge.yaml: kind is "nonsense"'),
        ({"problem.yaml": "a: [\n"}, "doubled/problem.yaml:2: not valid YAML"),
        ({"problem.yaml": "x: " + "y" * 1_100_000}, None),
        ({"data/secret/01-small/zero.in": None, "data/secret/01-small/minus.in": None}, "doubled/"),
        ({"statement/problem.en.md": "nul \0"}, "statement holds NUL"),
        ({"attachments/templates/python3/solution.py": "# \0"}, "starter code holds NUL"),
        ({"judge.yaml": "kind: interactive\n"}, "kind interactive is not supported"),
    ],
    ids=lambda value: "" if isinstance(value, dict) else str(value)[:20],
)
def test_a_package_that_is_wrong_is_refused_without_telling_where_we_looked(
    service: Service,
    author: User,
    tmp_path: Path,
    changes: dict[str, str | None],
    complaint: str | None,
) -> None:
    archive = pack(write_package(tmp_path / "doubled", changes))
    with pytest.raises(PackageError) as caught:
        upload(service, author, archive)
    assert (complaint or "larger than the 1048576 bytes a YAML file may have") in str(caught.value)
    assert tempfile.gettempdir() not in str(caught.value)
    assert len(str(caught.value)) < 500
    with service.store.read() as tx:
        assert not tx.problems.exists("doubled")


def test_what_we_do_not_judge_stays_told_apart(
    service: Service, author: User, tmp_path: Path
) -> None:
    changes: dict[str, str | None] = {"judge.yaml": "kind: interactive\n"}
    with pytest.raises(NotSupported):
        upload(service, author, pack(write_package(tmp_path / "doubled", changes)))


def test_titles_are_lines_that_can_be_kept(service: Service, author: User, tmp_path: Path) -> None:
    right = write_package(tmp_path / "doubled")
    text = (right / "problem.yaml").read_text()
    for title in ('"a\\0b"', '"a\\ud800"', '"a\\nb"', "x" * 300):
        write_package(right, {"problem.yaml": text.replace("Doubled", title)})
        with pytest.raises(PackageError, match="the package's title"):
            upload(service, author, pack(right))
    hostile = "<script>alert(1)</script>'; DROP TABLE problems; --"
    write_package(right, {"problem.yaml": text.replace("Doubled", f'"{hostile}"')})
    assert upload(service, author, pack(right)).version.manifest.title == hostile


def test_a_link_out_of_the_package_is_refused(
    service: Service, author: User, package: Path
) -> None:
    packed = io.BytesIO(pack(package))
    with zipfile.ZipFile(packed, "a") as archive:
        for name, target in (("data/up", "../data"), ("data/secret/x", "../up/../../etc")):
            info = zipfile.ZipInfo(f"doubled/{name}")
            info.create_system, info.external_attr = 3, 0o120777 << 16
            archive.writestr(info, target)
    with pytest.raises(PackageError, match=r"outside the package|does not exist"):
        upload(service, author, packed.getvalue())


def test_archives_are_held_to_their_sizes(service: Service, author: User, package: Path) -> None:
    with pytest.raises(PackageError, match="the archive is 100001 bytes large"):
        upload(service, author, bytes(100_001))
    (package / "data/big").write_bytes(bytes(3_000_000))
    with pytest.raises(PackageError, match="'doubled/data/big' makes the contents larger"):
        upload(service, author, pack(package))
    with pytest.raises(PackageError, match="not a sound zip archive"):
        upload(service, author, b"PK nonsense")


def test_a_folder_that_cannot_be_written_is_our_fault(
    service: Service, author: User, package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = pack(package)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    with pytest.raises(StoreError, match="cannot be unpacked below"):
        upload(service, author, archive)


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    write_package(tmp_path / "bank" / "doubled")
    write_package(tmp_path / "bank" / "broken", {"judge.yaml": "kind: nonsense\n"})
    write_package(tmp_path / "bank" / "No Name")
    return tmp_path / "bank"


def test_the_banks_packages_are_published_and_built(any_service: Service, bank: Path) -> None:
    service = any_service
    report = register_bank(service, bank)
    assert (report.registered, report.unchanged) == (("doubled",), ())
    assert sorted(report.refused) == ["No Name", "broken"]
    assert "nonsense" in report.refused["broken"]
    version = get_problem(service, "doubled")
    assert (version.state, version.created_by) == (VersionState.PUBLISHED, None)
    with service.store.read() as tx:
        job = tx.jobs.get(version.id)
    assert job is not None
    assert job.kind is JobKind.BUILD
    assert service.queue.missing([(job.id, Priority.BULK)]) == []


def test_packages_of_an_image_that_is_missing_are_left_out_until_it_is_there(
    service: Service, bank: Path
) -> None:
    assert (
        "judge images build python`" in register_bank(service, bank, ["python"]).refused["doubled"]
    )
    assert register_bank(service, bank).registered == ("doubled",)


def test_registering_again_changes_nothing_until_a_package_does(
    service: Service, bank: Path
) -> None:
    register_bank(service, bank)
    assert register_bank(service, bank).unchanged == ("doubled",)
    write_package(bank / "doubled", {"statement/problem.en.md": "Better.\n"})
    assert register_bank(service, bank).registered == ("doubled",)
    assert get_problem(service, "doubled").manifest.statement == "Better.\n"
    assert get_problem(service, "doubled").number == 2


def test_what_an_admin_has_published_stays(service: Service, bank: Path, admin: User) -> None:
    register_bank(service, bank)
    write_package(bank / "doubled", {"statement/problem.en.md": "Better.\n"})
    register_bank(service, bank)
    publish(service, admin, "doubled", 1)
    assert register_bank(service, bank).unchanged == ("doubled",)
    assert get_problem(service, "doubled").number == 1


def test_a_users_problem_keeps_its_name(
    service: Service, bank: Path, author: User, package: Path
) -> None:
    write_package(package, {"statement/problem.en.md": "Mine.\n"})
    published(service, author, package)
    assert "a user's problem has this name" in register_bank(service, bank).refused["doubled"]
    assert get_problem(service, "doubled").created_by == author.id


def test_nobody_but_admins_changes_the_banks_problems(
    service: Service, bank: Path, author: User, admin: User
) -> None:
    register_bank(service, bank)
    with pytest.raises(NotAllowed):
        list_versions(service, author, "doubled")
    with pytest.raises(NotAllowed):
        upload(service, author, pack(bank / "doubled"))
    assert not upload(service, admin, pack(bank / "doubled")).created


def test_no_bank_is_no_problem(service: Service, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "bank", ignore_errors=True)
    report = register_bank(service, tmp_path / "bank")
    assert (report.registered, report.unchanged, report.refused) == ((), (), {})


def test_our_own_bank_is_registered_whole(service: Service) -> None:
    problems = Path(__file__).parents[2] / "problems"
    report = register_bank(service, problems)
    assert report.refused == {}
    assert "interval-merge" in report.registered
