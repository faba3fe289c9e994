"""Data made for packages, kept on disk from one run to the next.

    <cache_dir>/<key>/manifest.json     what was made, with the sha256 of every file
    <cache_dir>/<key>/data/<case>.in    generated inputs
    <cache_dir>/<key>/data/<case>.ans   answers of the model solution

The key digests everything that the data depend on. An entry appears by one rename, so that it is
whole or absent, and any number of builders may race: the first wins and the others use its data,
which are the same. What a crash or a disk has damaged is seen by its digests and made anew.
"""

import contextlib
import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from pydantic import ValidationError

from judge.errors import StoreError
from judge.model.base import Value
from judge.package.package import Package
from judge.sandbox.image_stages import image_reference

_FORMAT = "coderound.made/1"
"""Changes whenever the same package would be built into other data."""


class Manifest(Value):
    """What an entry holds.

    Attributes:
        time_limit_ms: the measured time limit, where the package states none.
        files: sha256 of each file, by its name below `data/`.
    """

    time_limit_ms: int | None
    files: dict[str, str]


class Entry(Value):
    """Data that were made for a package: its folder, and what else was found out."""

    data: Path
    time_limit_ms: int | None


def key_of(package: Package) -> str:
    """The cache's key for what is made for a package."""
    images = sorted({image_reference(package.image), image_reference("python")})
    return hashlib.sha256("\n".join([_FORMAT, package.digest, *images]).encode()).hexdigest()


def cached(cache_dir: Path, package: Package, make: Callable[[Path], int | None]) -> Entry:
    """What was made for a package, from the cache or by making it now.

    Args:
        make: fills a folder with data and returns the measured time limit, if it measured one.

    Raises:
        StoreError: the cache cannot be written.
    """
    cache_dir = cache_dir.resolve()
    place = cache_dir / key_of(package)
    found = _read(place)
    if found is not None:
        return found
    with _writing_below(cache_dir):
        place.parent.mkdir(parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(prefix=".making-", dir=place.parent))
        try:
            data = scratch / "data"
            data.mkdir()
            time_limit_ms = make(data)
            manifest = Manifest(time_limit_ms=time_limit_ms, files=_digests(data))
            (scratch / "manifest.json").write_text(manifest.model_dump_json(), encoding="utf-8")
            scratch.chmod(0o755)
            _move(scratch, place)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
    return Entry(data=place / "data", time_limit_ms=time_limit_ms)


@contextlib.contextmanager
def _writing_below(cache_dir: Path) -> Iterator[None]:
    """Says which folder cannot be written, and how to take another."""
    try:
        yield
    except OSError as error:
        # A write to a file that is open, such as one on a full disk, names none; what names a file
        # elsewhere, such as one of the package, is no matter of the cache.
        named = Path(error.filename) if error.filename is not None else None
        if named and not (named.is_relative_to(cache_dir) or cache_dir.is_relative_to(named)):
            raise
        raise StoreError(
            f"{cache_dir}: what is made for packages cannot be kept there: {error.strerror}; make it"
            " writable, free space on its disk, or set CODEROUND_DATA_DIR to another folder"
        ) from error


def _read(place: Path) -> Entry | None:
    """A whole entry, or None."""
    try:
        text = (place / "manifest.json").read_text(encoding="utf-8")
        manifest = Manifest.model_validate(json.loads(text))
        if _digests(place / "data") != manifest.files:
            return None
    except (OSError, ValueError, ValidationError):
        return None
    return Entry(data=place / "data", time_limit_ms=manifest.time_limit_ms)


def _digests(data: Path) -> dict[str, str]:
    return {
        str(path.relative_to(data)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(data.rglob("*"))
        if path.is_file()
    }


def _move(scratch: Path, place: Path) -> None:
    """Put a finished entry in its place; a whole one that is there already may stay."""
    with contextlib.suppress(OSError):
        scratch.rename(place)
        return
    if _read(place) is not None:
        return
    broken = Path(tempfile.mkdtemp(prefix=".broken-", dir=place.parent))
    with contextlib.suppress(FileNotFoundError):
        place.rename(broken / "entry")
    shutil.rmtree(broken, ignore_errors=True)
    with contextlib.suppress(OSError):  # another builder was faster, with the same data
        scratch.rename(place)
