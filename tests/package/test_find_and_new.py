"""Finding packages by name or path, and making new ones."""

from pathlib import Path

import pytest

from judge.errors import NotFound, PackageError
from judge.model.problem import ProblemKind
from judge.package.find import find_package, list_packages
from judge.package.load import load_package
from judge.package.new import create_package


def test_packages_are_found_by_name_and_by_path(tmp_path: Path) -> None:
    create_package(tmp_path / "two-sum", ProblemKind.FUNCTION)
    (tmp_path / "no-package").mkdir()
    assert find_package("two-sum", tmp_path) == tmp_path / "two-sum"
    assert find_package(str(tmp_path / "two-sum"), tmp_path / "elsewhere") == tmp_path / "two-sum"
    assert list_packages(tmp_path) == [tmp_path / "two-sum"]
    assert list_packages(tmp_path / "elsewhere") == []


def test_a_package_in_the_current_folder_is_found_by_its_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    create_package(tmp_path / "two-sum", ProblemKind.FUNCTION)
    monkeypatch.chdir(tmp_path / "two-sum")
    assert find_package(".", tmp_path / "elsewhere") == Path()


def test_unknown_names_are_answered_with_what_was_probably_meant(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match='no problem "two-sum"; there are no packages in'):
        find_package("two-sum", tmp_path)
    create_package(tmp_path / "two-sum", ProblemKind.FUNCTION)
    with pytest.raises(NotFound, match='no problem "two-sums"; did you mean "two-sum"'):
        find_package("two-sums", tmp_path)
    with pytest.raises(NotFound, match='no problem "knapsack"; there are: two-sum'):
        find_package("knapsack", tmp_path)
    with pytest.raises(NotFound, match=r"no problem.yaml in it; expected a problem package"):
        find_package(str(tmp_path), tmp_path)


@pytest.mark.parametrize("kind", list(ProblemKind))
def test_a_new_package_loads(tmp_path: Path, kind: ProblemKind) -> None:
    create_package(tmp_path / "brand-new", kind)
    package = load_package(tmp_path / "brand-new")
    assert (package.title, package.kind) == ("Brand new", kind)
    assert len(package.cases) == 5


@pytest.mark.parametrize("name", ["Two-Sum", "two sum", "two_sum", "-x"])
def test_names_that_are_none_for_a_package_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(PackageError, match="is no name for a package"):
        create_package(tmp_path / name, ProblemKind.STDIO)


def test_what_is_there_already_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "two-sum").mkdir()
    with pytest.raises(PackageError, match="is there already"):
        create_package(tmp_path / "two-sum", ProblemKind.STDIO)
