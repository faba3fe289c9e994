"""Backups of the embedded database: one file that holds everything, sources and packages too.

The queue is not in it: what has to be done stands in the database, and caches make themselves anew.
PostgreSQL has its own tools.
"""

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from judge.errors import Conflict, NotFound, StoreError
from judge.store.data_folder import DATABASE, FolderLock, make_data_dir
from judge.store.schema import HEAD


def backup(data_dir: Path, target: Path) -> None:
    """Copy the database of a data folder to a new file, as it is at one moment.

    The service may go on meanwhile; nobody waits. The file is complete and checked, or not there.

    Raises:
        NotFound: the folder has no database, or the target's folder does not exist.
        Conflict: the target exists.
        StoreError: the database is damaged, or the copy cannot be written.
    """
    source = data_dir / DATABASE
    if not source.is_file():
        raise NotFound(f"{source}: there is no database; has the service ever been started here?")
    _require_new(target)
    with _written_beside(target) as unfinished:
        with _opened(source) as original, _opened(unfinished, new=True) as copy:
            # In one step: copying page by page begins anew whenever somebody writes. In WAL mode
            # the one read transaction that this takes makes nobody wait.
            original.backup(copy)
            # Without its journal beside it the copy would be unfinished.
            copy.execute("PRAGMA journal_mode = DELETE")
        _require_sound(unfinished)


def restore(source: Path, data_dir: Path) -> Path | None:
    """Let a backup be the database of a data folder.

    Returns:
        The folder that the former database was moved to, or None if there was none.

    Raises:
        NotFound: there is no such backup.
        Conflict: the folder is in use, or the backup is of a newer version.
        StoreError: the backup is damaged or none of ours, or cannot be copied.
    """
    if not source.is_file():
        raise NotFound(f"{source}: there is no such backup")
    _require_sound(source)
    make_data_dir(data_dir)
    lock = FolderLock(data_dir, alone=True)
    try:
        with _written_beside(data_dir / DATABASE) as unfinished:
            _copy(source, unfinished)
            return _move_away(data_dir)
    finally:
        lock.release()


def _copy(source: Path, target: Path) -> None:
    try:
        shutil.copyfile(source, target)
    except OSError as error:
        raise StoreError(f"{target} cannot be written: {error.strerror}") from None


def _require_new(target: Path) -> None:
    if target.exists():
        raise Conflict(f"{target} exists; choose a name that is not taken")
    if not target.parent.is_dir():
        raise NotFound(f"{target.parent}: there is no such folder to put a backup into")


@contextlib.contextmanager
def _written_beside(target: Path) -> Iterator[Path]:
    """A file to write, which takes the target's name and reaches the disk once it is whole."""
    unfinished = target.with_name(f".{target.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    try:
        # It holds what users sent, and the hashes of their passwords.
        unfinished.touch(mode=0o600)
        yield unfinished
        _reach_disk(unfinished)
        unfinished.rename(target)
        _reach_disk(target.parent)
    except OSError as error:
        raise StoreError(f"{target} cannot be written: {error.strerror}") from None
    finally:
        unfinished.unlink(missing_ok=True)


def _reach_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def _opened(path: Path, *, new: bool = False) -> Iterator[sqlite3.Connection]:
    """A database file, which is not made by opening it."""
    mode = "rw" if new else "ro"
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True)
        with contextlib.closing(connection):
            yield connection
    except sqlite3.Error as error:
        raise StoreError(f"{path}: {error}") from None


def _require_sound(path: Path) -> None:
    """Refuse a file that is damaged, none of ours, or of a newer version."""
    with _opened(path) as database:
        found = [row[0] for row in database.execute("PRAGMA integrity_check(1)")]
        if found != ["ok"]:
            raise StoreError(f"{path} is damaged: {found[0]}; use another backup")
        ours = database.execute(
            "SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'"
        ).fetchone()[0]
        if not ours:
            raise StoreError(f"{path} is a database, but holds nothing of ours")
        (revision,) = database.execute("SELECT version_num FROM alembic_version").fetchone()
        if revision > HEAD:
            raise Conflict(
                f"{path}: its schema is {revision}, and this version knows those up to {HEAD}; "
                "install the version that made it"
            )


def _move_away(data_dir: Path) -> Path | None:
    """Move the present database aside, with its journal; nothing is deleted."""
    present = [path for path in data_dir.glob(f"{DATABASE}*") if path.is_file()]
    if not present:
        return None
    replaced = data_dir / f"replaced-{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}"
    replaced.mkdir(mode=0o700)
    for path in present:
        path.rename(replaced / path.name)
    return replaced
