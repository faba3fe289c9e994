"""One service for each data folder."""

import fcntl
import time
from pathlib import Path
from typing import IO

from judge.errors import CallerMistake, StoreError

_NAME = "serve.lock"
_PATIENCE_S = 3.0
"""The Redis of a service that was killed holds the lock until it has written its data."""
_POLL_S = 0.05


def lock_data_folder(data_dir: Path) -> IO[str]:
    """Lock a data folder for as long as the file stays open, here or in a child that inherits it.

    Raises:
        CallerMistake: another service has it.
        StoreError: the folder cannot be made or written.
    """
    path = data_dir / _NAME
    try:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = path.open("a", encoding="utf-8")
    except OSError as error:
        raise StoreError(f"{error.filename or path}: {error.strerror}") from None
    deadline = time.monotonic() + _PATIENCE_S
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return file
        except BlockingIOError:
            if time.monotonic() > deadline:
                file.close()
                raise CallerMistake(
                    f"{data_dir}: another `judge serve` uses this data folder; end it, or set "
                    "CODEROUND_DATA_DIR to another folder"
                ) from None
        time.sleep(_POLL_S)
