"""The folder of the embedded database, and who uses it.

Every process that has the database open holds a shared lock on a file beside it; who replaces the
database holds it alone. The kernel lets go of a lock when its process dies, however it does.
"""

import fcntl
import os
import shutil
from pathlib import Path

from sqlalchemy import URL

from judge.errors import Conflict, StoreError

DATABASE = "coderound.db"
"""File of the embedded database in the data folder."""

_LOCK = "coderound.lock"
_LEAST_FREE_BYTES = 1024 * 1024


class FolderLock:
    """A lock on a data folder, held from its making until `release`."""

    def __init__(self, data_dir: Path, *, alone: bool) -> None:
        """Take the lock, or raise.

        Raises:
            Conflict: `alone`, and some process uses the folder.
            StoreError: the folder cannot be used, or its database is being replaced.
        """
        path = data_dir / _LOCK
        try:
            self._handle = os.open(path, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise StoreError(
                f"{path} cannot be opened: {error.strerror}; give this process the right to write there"
            ) from None
        try:
            fcntl.flock(self._handle, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except OSError:
            os.close(self._handle)
            if alone:
                raise Conflict(
                    f"{data_dir} is in use; stop the service and its workers first"
                ) from None
            raise StoreError(f"{data_dir}: a backup is being restored; try again later") from None

    def release(self) -> None:
        """Let go of it; twice is harmless."""
        if self._handle >= 0:
            os.close(self._handle)
        self._handle = -1


def make_data_dir(data_dir: Path) -> None:
    """Make the data folder, if it is not there.

    Raises:
        StoreError: it cannot be made.
    """
    try:
        data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise StoreError(f"{data_dir}: the data folder cannot be made: {error.strerror}") from None


def require_space(database: Path) -> None:
    """Refuse a disk that has next to no space left, where the next submission may not fit.

    Raises:
        StoreError: there is less than a MiB, or the folder is gone.
    """
    try:
        free_bytes = shutil.disk_usage(database.parent).free
    except OSError as error:
        raise StoreError(f"{database.parent}: {error.strerror}") from None
    if free_bytes < _LEAST_FREE_BYTES:
        raise StoreError(
            f"{database}: the disk is full, only {free_bytes // 1024} KiB are free; free some space"
        )


def embedded_url(data_dir: Path) -> str:
    """Where the database in a data folder is."""
    return URL.create("sqlite", database=str(data_dir / DATABASE)).render_as_string()
