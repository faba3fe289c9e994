"""Packages come and go as archives; what could harm is refused by name before it is written."""

import io
import random
import shutil
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from judge.errors import PackageError
from judge.package.load import load_package
from judge.service import archives
from judge.service.archives import folder_in, pack, unpack

Spoil = Callable[[zipfile.ZipFile], None]


def archive_with(package: Path, spoil: Spoil) -> bytes:
    """The package as an archive, with something added to it."""
    packed = io.BytesIO(pack(package))
    with zipfile.ZipFile(packed, "a") as archive:
        spoil(archive)
    return packed.getvalue()


def entry(name: str, mode: int = stat.S_IFREG | 0o644) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, mode << 16
    return info


def file(name: str, content: bytes = b"x") -> Spoil:
    return lambda archive: archive.writestr(entry(name), content)


def link(name: str, target: str) -> Spoil:
    return lambda archive: archive.writestr(entry(name, stat.S_IFLNK | 0o777), target)


def everything_below(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def test_a_package_comes_back_with_the_same_digest(package: Path, tmp_path: Path) -> None:
    (package / "data/secret/01-small/again.in").symlink_to("zero.in")
    (package / "attachments/again").symlink_to("templates")
    (package / ".git").mkdir()
    (package / ".git/config").write_text("not part of the package")
    archive = pack(package)
    assert folder_in(archive) == "doubled"
    unpack(archive, tmp_path / "there")
    assert load_package(tmp_path / "there").digest == load_package(package).digest
    assert not (tmp_path / "there/.git").exists()


def test_the_same_files_make_the_same_archive(package: Path, tmp_path: Path) -> None:
    shutil.copytree(package, tmp_path / "copy/doubled")
    (tmp_path / "copy/doubled/problem.yaml").touch()
    assert pack(tmp_path / "copy/doubled") == pack(package)


def test_a_package_may_lie_at_the_archives_top(package: Path, tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path in package.rglob("*"):
            archive.write(path, path.relative_to(package))
    assert folder_in(packed.getvalue()) is None
    unpack(packed.getvalue(), tmp_path / "there")
    assert load_package(tmp_path / "there").digest == load_package(package).digest


def test_what_desktops_add_to_archives_is_left_out(package: Path, tmp_path: Path) -> None:
    def litter(archive: zipfile.ZipFile) -> None:
        archive.writestr("__MACOSX/doubled/._problem.yaml", b"x")
        archive.writestr("doubled/.DS_Store", b"x")
        archive.writestr("doubled/__pycache__/right.cpython-311.pyc", b"x")

    archive = archive_with(package, litter)
    assert folder_in(archive) == "doubled"
    unpack(archive, tmp_path / "there")
    assert load_package(tmp_path / "there").digest == load_package(package).digest


LONG = "doubled/" + "/".join(["n" * 200] * 6)
DEEP = "doubled/" + "/".join("n" * 40)


@pytest.mark.parametrize(
    ("spoil", "complaint"),
    [
        (file("../evil"), "'../evil' has a name with an empty part"),
        (file("doubled/../../evil"), "'doubled/../../evil' has a name with an empty part"),
        (file("doubled//evil"), "empty part"),
        (file("/etc/evil"), "'/etc/evil' has an absolute name"),
        (file("doubled\\..\\evil"), "has a name with a backslash"),
        (file("C:/evil"), "'C:/evil' has a name with a backslash, a drive letter"),
        (file("doubled/a\nb"), "unprintable"),
        (file("doubled/data\u202e"), "unprintable"),
        (file(LONG), "has a name longer than 1024 bytes"),
        (file(DEEP), "lies more than 32 folders deep"),
        (file("doubled/problem.yaml"), "'doubled/problem.yaml' is there twice"),
        (file("doubled/data"), "'doubled/data' is both a file and a folder"),
        (file("doubled/judge.yaml/x"), "'doubled/judge.yaml' is both a file and a folder"),
        (link("doubled/evil", "/etc/passwd"), "a link to '/etc/passwd', outside the package"),
        (link("doubled/data/evil", "../../x"), "a link to '../../x', outside the package"),
        (link("doubled/data/evil", ".."), None),
        (link("doubled/evil", "a\0b"), "is a link whose target is no path"),
        (link("doubled/evil", ""), "is a link whose target is no path"),
        (link("doubled/evil", "a/" * 600), "is a link whose target is no path"),
    ],
    ids=lambda value: value[:24] if isinstance(value, str) else "",
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_an_entry_that_could_harm_is_refused_by_name(
    package: Path, tmp_path: Path, spoil: Spoil, complaint: str | None
) -> None:
    archive = archive_with(package, spoil)
    if complaint is None:
        unpack(archive, tmp_path / "in/there")
        with pytest.raises(PackageError, match="a folder it is in"):
            load_package(tmp_path / "in/there")
        return
    before = everything_below(tmp_path)
    with pytest.raises(PackageError) as caught:
        unpack(archive, tmp_path / "in/there")
    assert complaint in str(caught.value)
    after = [name for name in everything_below(tmp_path) if not name.startswith("in")]
    assert after == before


def test_nothing_is_written_through_a_link(package: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()

    def spoil(archive: zipfile.ZipFile) -> None:
        link("doubled/way", "../outside")(archive)
        file("doubled/way/evil")(archive)

    with pytest.raises(PackageError, match="is both a file and a folder"):
        unpack(archive_with(package, spoil), tmp_path / "there")
    assert not list((tmp_path / "outside").iterdir())


def test_a_chain_of_links_out_of_the_package_does_not_load(package: Path, tmp_path: Path) -> None:
    def spoil(archive: zipfile.ZipFile) -> None:
        link("doubled/data/up", "../data")(archive)
        link("doubled/data/secret/more", "../up/../../outside")(archive)

    (tmp_path / "outside").mkdir()
    unpack(archive_with(package, spoil), tmp_path / "there")
    assert (tmp_path / "there/data/secret/more").resolve() == tmp_path / "outside"
    with pytest.raises(PackageError, match="outside the package"):
        load_package(tmp_path / "there")


@pytest.mark.parametrize("kind", [stat.S_IFCHR, stat.S_IFIFO, stat.S_IFSOCK, stat.S_IFBLK])
def test_special_files_are_refused(package: Path, tmp_path: Path, kind: int) -> None:
    archive = archive_with(package, lambda opened: opened.writestr(entry("doubled/x", kind), b""))
    with pytest.raises(PackageError, match="'doubled/x' is neither a file nor a folder nor a link"):
        unpack(archive, tmp_path / "there")


def test_a_name_with_nul_is_refused(package: Path, tmp_path: Path) -> None:
    archive = archive_with(package, file("doubled/x.y")).replace(b"doubled/x.y", b"doubled/x\0y")
    with pytest.raises(PackageError, match="unprintable"):
        unpack(archive, tmp_path / "there")


def test_encrypted_entries_are_refused(package: Path, tmp_path: Path) -> None:
    archive = bytearray(archive_with(package, file("doubled/x")))
    archive[archive.rindex(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(PackageError, match="'doubled/x' is encrypted"):
        unpack(bytes(archive), tmp_path / "there")


def test_other_compressions_are_refused(package: Path, tmp_path: Path) -> None:
    def spoil(archive: zipfile.ZipFile) -> None:
        archive.writestr(entry("doubled/x"), b"x" * 100, compress_type=zipfile.ZIP_LZMA)

    with pytest.raises(PackageError, match="'doubled/x' is compressed by another method"):
        unpack(archive_with(package, spoil), tmp_path / "there")


def test_contents_larger_than_allowed_are_refused_before_anything_is_written(
    package: Path, tmp_path: Path
) -> None:
    archive = archive_with(package, file("doubled/data/big", b"x" * 2_000_000))
    with pytest.raises(PackageError, match="'doubled/data/big' makes the contents larger than"):
        unpack(archive, tmp_path / "there", max_bytes=1_500_000)
    assert not (tmp_path / "there").exists()
    unpack(archive, tmp_path / "there", max_bytes=2_100_000)


def bomb(archive: zipfile.ZipFile) -> None:
    info = entry("doubled/data/bomb")
    archive.writestr(info, bytes(20 * 1024 * 1024), compress_type=zipfile.ZIP_DEFLATED)


def test_a_bomb_is_refused_by_its_ratio(package: Path, tmp_path: Path) -> None:
    archive = archive_with(package, bomb)
    assert len(archive) < 100_000
    with pytest.raises(PackageError, match="bomb' makes the contents more than 200 times as large"):
        unpack(archive, tmp_path / "there", max_bytes=1 << 30)


def test_a_bomb_that_lies_about_its_size_is_stopped(package: Path, tmp_path: Path) -> None:
    honest = archive_with(package, bomb)
    size = (20 * 1024 * 1024).to_bytes(4, "little")
    assert honest.count(size) == 2
    lying = honest.replace(size, (1000).to_bytes(4, "little"))
    with pytest.raises(PackageError):
        unpack(lying, tmp_path / "there", max_bytes=1 << 30)
    written = sum(path.stat().st_size for path in tmp_path.rglob("*") if path.is_file())
    assert written < 100_000


def test_too_many_entries_are_refused(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "MAX_ENTRIES", 9)
    with pytest.raises(PackageError, match="more than 9 entries"):
        unpack(pack(package), tmp_path / "there")


@pytest.mark.parametrize("content", [b"", b"PK", b"not an archive", bytes(1000)])
def test_what_is_no_archive_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(PackageError, match="not a sound zip archive"):
        unpack(content, tmp_path / "there")


def test_an_archive_without_one_package_is_refused(package: Path, tmp_path: Path) -> None:
    for name in ("other/problem.yaml", "README"):
        with pytest.raises(
            PackageError, match=r"holds no problem\.yaml at its top or in one folder"
        ):
            unpack(archive_with(package, file(name)), tmp_path / "there")


def test_damage_anywhere_is_a_refusal_or_harmless(package: Path, tmp_path: Path) -> None:
    archive = pack(package)
    chance = random.Random(7)
    refused = 0
    for turn in range(400):
        damaged = bytearray(archive)
        for _ in range(chance.randint(1, 4)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        try:
            unpack(bytes(damaged), tmp_path / "in" / str(turn), max_bytes=1 << 20)
        except PackageError:
            refused += 1
    assert refused > 100
    assert everything_below(tmp_path / "in")
    assert {path.name for path in tmp_path.iterdir()} == {"doubled", "in"}
