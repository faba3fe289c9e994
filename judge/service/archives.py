"""Problem packages as zip archives, which may come from anybody.

`pack` writes what counts of a package, below one folder of its name: the same folder gives the same
bytes. Links stay links, because the package's digest covers where they lead.

`unpack` trusts nothing. Names are judged before anything is written; files are created one by one,
never through a link, because links are made last; sizes are counted as they come, whatever the archive
states. Where links lead is checked once more on the disk, by `load_package`.
"""

import contextlib
import io
import posixpath
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from judge.errors import PackageError
from judge.package.tree import counts, entries

MAX_ENTRIES = 20_000
"""Files, links and folders in an archive."""

MAX_DEPTH = 32
"""Folders within one another."""

MAX_RATIO = 200
"""How many times larger than the archive its contents may be, beyond `RATIO_FREE_BYTES`."""

RATIO_FREE_BYTES = 16 * 1024 * 1024

_MAX_NAME_BYTES = 1024
_MAX_LINK_BYTES = 1024
_CHUNK_BYTES = 1024 * 1024
_ENTRY_SIGNATURE = b"PK\x01\x02"
_SOME_TIME = (1980, 1, 1, 0, 0, 0)
_FILE_MODE, _LINK_MODE = stat.S_IFREG | 0o644, stat.S_IFLNK | 0o777
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, OverflowError, NotImplementedError,
)  # fmt: skip
"""What reading a damaged archive ends in."""
_IGNORED_FOLDER = "__MACOSX"


@dataclass(frozen=True)
class _Entry:
    """A file or link of an archive, by the parts of its name."""

    info: zipfile.ZipInfo
    parts: tuple[str, ...]

    @property
    def is_link(self) -> bool:
        return stat.S_ISLNK(self.info.external_attr >> 16)


def pack(root: Path) -> bytes:
    """A package folder as an archive. The package was loaded before, so its links are sound."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path in _files_and_links(root):
            name = f"{root.name}/{path.relative_to(root).as_posix()}"
            info = zipfile.ZipInfo(name, _SOME_TIME)
            info.create_system = 3  # Unix, whose modes follow
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = (_LINK_MODE if path.is_symlink() else _FILE_MODE) << 16
            content = str(path.readlink()).encode() if path.is_symlink() else path.read_bytes()
            archive.writestr(info, content)
    return packed.getvalue()


def folder_in(archive: bytes) -> str | None:
    """The one folder that an archive holds a package in; None if the package lies at its top.

    Raises:
        PackageError: it is no archive, or holds no package.
    """
    with _opened(archive) as opened:
        return _top_folder(_counting(opened))


def unpack(archive: bytes, root: Path, *, max_bytes: int | None = None) -> None:
    """Write the package in an archive to the folder `root`, which is made.

    Entries whose names do not count in a package are left out.

    Args:
        max_bytes: of all contents together; None for an archive that was accepted before.

    Raises:
        PackageError: it is no archive, holds no package, or an entry is not to be trusted; the
            message names it.
    """
    with _opened(archive) as opened:
        found = _counting(opened)
        _refuse_large(opened, len(archive), max_bytes)
        top = _top_folder(found)
        inside = {entry.parts[1:] if top else entry.parts: entry for entry in found}
        budget = _Budget(len(archive), max_bytes)
        root.mkdir(parents=True)
        for parts, entry in inside.items():
            if not entry.is_link:
                _write_file(opened, entry, root.joinpath(*parts), budget)
        for parts, entry in inside.items():
            if entry.is_link:
                _write_link(opened, entry, root, parts, budget)


def _files_and_links(folder: Path) -> Iterator[Path]:
    for path in entries(folder):
        if path.is_dir() and not path.is_symlink():
            yield from _files_and_links(path)
        else:
            yield path


@contextlib.contextmanager
def _opened(archive: bytes) -> Iterator[zipfile.ZipFile]:
    """An archive whose damage, found now or while it is read, is its sender's mistake."""
    # Every entry begins with these bytes. Counted here, because opening makes an object of each.
    if archive.count(_ENTRY_SIGNATURE) > MAX_ENTRIES:
        raise PackageError(
            f"the archive holds more than {MAX_ENTRIES} entries; send a smaller package"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as opened:
            yield opened
    except _DAMAGE as error:
        raise PackageError(f"not a sound zip archive: {error}") from None


def _counting(opened: zipfile.ZipFile) -> list[_Entry]:
    """The files and links that count, all entries being harmless."""
    found: list[_Entry] = []
    files: set[tuple[str, ...]] = set()
    folders: set[tuple[str, ...]] = set()
    for info in opened.infolist():
        parts = _parts(info)
        _check_kind(info)
        above = {parts[:length] for length in range(1, len(parts))}
        folders |= above
        if info.is_dir():
            folders.add(parts)
        elif parts in files:
            _refuse(info, "is there twice")
        else:
            files.add(parts)
            if all(counts(Path(part)) for part in parts) and parts[0] != _IGNORED_FOLDER:
                found.append(_Entry(info, parts))
    for entry in found:
        if entry.parts in folders:
            _refuse(entry.info, "is both a file and a folder")
    return found


def _parts(info: zipfile.ZipInfo) -> tuple[str, ...]:
    """The folders and the file that a name consists of, if it stays below its folder."""
    name = info.orig_filename
    if "\0" in name or "\\" in name or re.match(r"[A-Za-z]:", name) or not name.isprintable():
        _refuse(info, "has a name with a backslash, a drive letter or an unprintable character")
    if name.startswith("/"):
        _refuse(info, "has an absolute name")
    parts = tuple(name.removesuffix("/").split("/"))
    if not all(parts) or "." in parts or ".." in parts:
        _refuse(info, 'has a name with an empty part, "." or ".."')
    if len(name.encode()) > _MAX_NAME_BYTES:
        _refuse(info, f"has a name longer than {_MAX_NAME_BYTES} bytes")
    if len(parts) > MAX_DEPTH:
        _refuse(info, f"lies more than {MAX_DEPTH} folders deep")
    return parts


def _check_kind(info: zipfile.ZipInfo) -> None:
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR, stat.S_IFLNK):
        _refuse(info, "is neither a file nor a folder nor a link")
    if info.flag_bits & _ENCRYPTED:
        _refuse(info, "is encrypted")
    if info.compress_type not in _METHODS:
        _refuse(info, "is compressed by another method than deflate")


def _refuse(info: zipfile.ZipInfo, what: str) -> NoReturn:
    name = info.orig_filename
    cut = name if len(name) <= 200 else name[:200] + "…"
    raise PackageError(f"the archive's entry {cut!a} {what}")


def _top_folder(found: list[_Entry]) -> str | None:
    """The folder that everything lies in, or None if problem.yaml lies at the top."""
    if any(entry.parts == ("problem.yaml",) for entry in found):
        return None
    tops = sorted({entry.parts[0] for entry in found})
    if len(tops) == 1 and any(entry.parts == (tops[0], "problem.yaml") for entry in found):
        return tops[0]
    raise PackageError(
        "the archive holds no problem.yaml at its top or in one folder at its top; expected a package"
    )


def _refuse_large(opened: zipfile.ZipFile, archive_bytes: int, max_bytes: int | None) -> None:
    """Refuse by stated sizes, before anything is unpacked."""
    budget = _Budget(archive_bytes, max_bytes)
    for info in opened.infolist():
        budget.take(info, info.file_size)


class _Budget:
    """Counts unpacked bytes against what is allowed."""

    def __init__(self, archive_bytes: int, max_bytes: int | None) -> None:
        self._taken, self._max_bytes = 0, max_bytes
        self._max_by_ratio = max(RATIO_FREE_BYTES, MAX_RATIO * archive_bytes)

    def take(self, info: zipfile.ZipInfo, size: int) -> None:
        self._taken += size
        if self._max_bytes is None:
            return
        if self._taken > self._max_bytes:
            _refuse(info, f"makes the contents larger than the {self._max_bytes} bytes allowed")
        if self._taken > self._max_by_ratio:
            _refuse(info, f"makes the contents more than {MAX_RATIO} times as large as the archive")


def _write_file(opened: zipfile.ZipFile, entry: _Entry, path: Path, budget: _Budget) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with opened.open(entry.info) as content, path.open("xb") as file:
        while chunk := content.read(_CHUNK_BYTES):
            budget.take(entry.info, len(chunk))
            file.write(chunk)


def _write_link(
    opened: zipfile.ZipFile, entry: _Entry, root: Path, parts: tuple[str, ...], budget: _Budget
) -> None:
    with opened.open(entry.info) as content:
        raw = content.read(_MAX_LINK_BYTES + 1)
    budget.take(entry.info, len(raw))
    try:
        target = raw.decode()
    except UnicodeDecodeError:
        _refuse(entry.info, "is a link whose target is not UTF-8")
    if not target or len(raw) > _MAX_LINK_BYTES or not target.isprintable():
        _refuse(entry.info, "is a link whose target is no path")
    led_to = posixpath.normpath(posixpath.join(*parts[:-1], target))
    if target.startswith("/") or led_to == ".." or led_to.startswith("../"):
        _refuse(entry.info, f"is a link to {target!a}, outside the package")
    path = root.joinpath(*parts)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(target)
