"""Links inside a package, and its digest."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from judge.errors import PackageError
from judge.package.load import load_package

MakePackage = Callable[..., Path]


def test_cases_shared_between_groups_by_links_are_cases_of_both(make_package: MakePackage) -> None:
    root = make_package("legacy", {"data/secret/1.in": None, "data/secret/1.ans": None,
                                   "data/secret/a/1.in": "4\n", "data/secret/a/1.ans": "8\n"})  # fmt: skip
    (root / "data/secret/b").mkdir()
    (root / "data/secret/b/1.in").symlink_to("../a/1.in")
    (root / "data/secret/b/1.ans").symlink_to("../a/1.ans")
    (root / "data/secret/c").symlink_to("a")
    names = [case.name for case in load_package(root).cases]
    assert names == ["sample/1", "secret/a/1", "secret/b/1", "secret/c/1"]


@pytest.mark.parametrize(
    ("target", "complaint"),
    [
        ("/etc/passwd", "a link to /etc/passwd, outside the package"),
        ("../../../outside.in", "outside the package"),
        ("gone.in", "a link to gone.in, which does not exist"),
        ("2.in", "leads back to itself"),
    ],
)
def test_links_that_lead_nowhere_or_out_are_refused(
    make_package: MakePackage, target: str, complaint: str
) -> None:
    root = make_package("foreign")
    (root.parent / "outside.in").write_text("1\n")
    (root / "data/secret/2.in").symlink_to(target)
    with pytest.raises(PackageError, match=r"2\.in: ") as raised:
        load_package(root)
    assert complaint in str(raised.value)


def test_a_link_to_a_folder_above_itself_is_refused(make_package: MakePackage) -> None:
    root = make_package("foreign")
    (root / "data/secret/loop").symlink_to("..")
    with pytest.raises(PackageError, match="loop: a link that leads to a folder it is in"):
        load_package(root)


def test_folders_that_link_into_each_other_are_refused(make_package: MakePackage) -> None:
    root = make_package("foreign", {"data/secret/a/x": "", "data/secret/b/x": ""})
    (root / "data/secret/a/to").symlink_to("../b")
    (root / "data/secret/b/to").symlink_to("../a")
    with pytest.raises(PackageError, match="a link that leads to a folder it is in"):
        load_package(root)


def test_a_pipe_in_a_package_is_refused_and_not_opened(make_package: MakePackage) -> None:
    root = make_package("foreign")
    os.mkfifo(root / "data/secret/2.in")
    with pytest.raises(PackageError, match="neither a file nor a folder"):
        load_package(root)


@pytest.mark.parametrize(
    "name",
    ["__pycache__/x.pyc", ".git/HEAD", "-dash", "generators/a.pyc", "sub/.hidden", "two words"],
)
def test_caches_and_ignored_names_do_not_change_the_digest(
    make_package: MakePackage, name: str
) -> None:
    before = load_package(make_package("foreign")).digest
    assert load_package(make_package("foreign", {name: "anything"})).digest == before


def test_every_content_name_and_target_changes_the_digest(make_package: MakePackage) -> None:
    root = make_package("foreign", {"data/secret/2.in": "1\n", "data/secret/2.ans": "2\n"})
    seen = {load_package(root).digest}
    (root / "data/secret/2.in").write_text("3\n")
    seen.add(load_package(root).digest)
    (root / "data/secret/2.in").rename(root / "data/secret/3.in")
    (root / "data/secret/2.ans").rename(root / "data/secret/3.ans")
    seen.add(load_package(root).digest)
    (root / "data/secret/3.ans").unlink()
    (root / "data/secret/3.ans").symlink_to("1.ans")
    seen.add(load_package(root).digest)
    (root / "data/secret/3.ans").unlink()
    (root / "data/secret/3.ans").symlink_to("../sample/1.ans")
    seen.add(load_package(root).digest)
    assert len(seen) == 5


def test_names_that_the_format_ignores_are_no_cases(make_package: MakePackage) -> None:
    root = make_package("foreign", {"data/secret/.2.in": "1\n", "data/secret/-3.in": "1\n"})
    assert [case.name for case in load_package(root).cases] == ["sample/1", "secret/1"]
