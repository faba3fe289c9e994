"""The files of a package: which of them count, where links lead, and their digest."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from judge.errors import PackageError
from judge.package.fields import shown

# The format demands that other names are treated as if they were not there.
_NAME = re.compile(r"[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,254}")
_CACHES = ("__pycache__",)


def counts(path: Path) -> bool:
    """Whether a file or folder of this name belongs to the package."""
    name = path.name
    return _NAME.fullmatch(name) is not None and name not in _CACHES and not name.endswith(".pyc")


def entries(folder: Path) -> list[Path]:
    """Files and folders directly in `folder` that count, sorted by name; none if it is no folder."""
    if not folder.is_dir():
        return []
    return sorted((path for path in folder.iterdir() if counts(path)), key=lambda path: path.name)


def files_below(folder: Path) -> dict[str, Path]:
    """All files below a folder, links followed, by name relative to it."""
    found: dict[str, Path] = {}
    for path in entries(folder):
        if path.is_dir():
            found.update({f"{path.name}/{name}": file for name, file in files_below(path).items()})
        else:
            found[path.name] = path
    return found


def check_and_digest(root: Path) -> str:
    """Check every link of a package and digest it.

    The digest is sha256, as hex, over the relative name of every file with its content and of every
    link with its target.

    Raises:
        PackageError: a link is dangling, loops or leads out of the package, or something is neither
            file nor folder nor link.
    """
    digest = hashlib.sha256()
    for line in _lines(root, root, (root.resolve(),)):
        digest.update(line)
    return digest.hexdigest()


def _lines(root: Path, folder: Path, above: tuple[Path, ...]) -> Iterator[bytes]:
    """One line of fixed form for each entry; `above` holds the real folders that lead here."""
    for path in entries(folder):
        name = str(path.relative_to(root))
        is_link = path.is_symlink()
        # Only a link may lead elsewhere; asking the disk where every other entry is took most of the time.
        real = _real(root, path) if is_link else above[-1] / path.name
        if is_link:
            yield _line("link", name, str(path.readlink()).encode())
        if real.is_dir():
            if real in above:
                raise PackageError(f"{shown(path)}: a link that leads to a folder it is in")
            yield from _lines(root, path, (*above, real))
        elif not real.is_file():
            raise PackageError(f"{shown(path)}: neither a file nor a folder")
        else:
            yield _line("file", name, hashlib.sha256(path.read_bytes()).digest())


def _line(kind: str, name: str, content: bytes) -> bytes:
    return f"{kind} {len(name.encode())} {name} ".encode() + content.hex().encode() + b"\n"


def _real(root: Path, path: Path) -> Path:
    """What stands behind a link, if it is inside the package."""
    try:
        real = path.resolve(strict=True)
    except FileNotFoundError:
        raise PackageError(
            f"{shown(path)}: a link to {path.readlink()}, which does not exist"
        ) from None
    except (OSError, RuntimeError):
        raise PackageError(f"{shown(path)}: a link that leads back to itself") from None
    if not real.is_relative_to(root.resolve()):
        raise PackageError(
            f"{shown(path)}: a link to {path.readlink()}, outside the package; "
            "links may only lead to files of the same package"
        )
    return real
