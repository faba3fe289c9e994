"""A Redis of one's own: a child process that nobody else can reach, with its data in the data folder.

It listens on a Unix socket that only its owner may use, and on no port. It writes what it is told to
disk once a second; what it loses all the same, the sweeper puts back from the store.
"""

import contextlib
import os
import shutil
import stat
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from judge.errors import CallerMistake, StoreError

_PROGRAM = "redis-server"
_PLACES = ("/usr/local/sbin", "/usr/sbin", "/sbin", "/usr/local/bin", "/usr/bin")
_LONGEST_SOCKET_PATH = 100
"""The kernel takes 107 bytes; Redis adds nothing, but let us not count on the last one."""
_DATA = "appendonlydir"


@dataclass(frozen=True)
class PrivateRedis:
    """Where a Redis of one's own is and how it is run.

    Attributes:
        place: its socket.
        command: argv, in the foreground.
        log: what it says; of its latest start only.
    """

    folder: Path
    place: Path
    command: Sequence[str]
    log: Path

    def execute(self) -> None:
        """Become Redis; this process does not come back."""
        log = os.open(self.log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        for stream in (1, 2):
            os.dup2(log, stream)
        os.execv(self.command[0], list(self.command))  # noqa: S606  there is no shell

    def last_words(self, length: int) -> str:
        """The end of what it said."""
        with contextlib.suppress(OSError):
            return self.log.read_text(encoding="utf-8", errors="replace")[-length:].strip()
        return ""

    def set_data_aside(self) -> bool:
        """Let it begin with nothing, where it does not start with the data it has; False: it has none."""
        data, aside = self.folder / _DATA, self.folder / f"{_DATA}.unusable"
        if not data.exists():
            return False
        shutil.rmtree(aside, ignore_errors=True)
        data.rename(aside)
        return True


def private_url(data_dir: Path) -> str:
    """Where the Redis of a data folder is reached while its service runs."""
    return f"unix://{quote(str(_place(data_dir)))}"


def private_redis(data_dir: Path) -> PrivateRedis:
    """Prepare a Redis whose data are in a data folder.

    Raises:
        CallerMistake: `redis-server` is not installed.
        StoreError: its folders cannot be made, or are somebody else's.
    """
    program, folder, place = _program(), _folder(data_dir), _place(data_dir)
    _make_own(folder)
    _make_own(place.parent)
    # What stands on the command line is all: a redis.conf of the system is not read.
    options = {
        "port": "0",
        "unixsocket": str(place),
        "unixsocketperm": "700",
        "dir": str(folder),
        "daemonize": "no",
        "appendonly": "yes",
        "appendfsync": "everysec",
        "save": "",
        "loglevel": "warning",
    }
    command = [program, *(word for key, value in options.items() for word in (f"--{key}", value))]
    return PrivateRedis(folder=folder, place=place, command=command, log=folder / "log")


def _program() -> str:
    found = shutil.which(_PROGRAM) or shutil.which(_PROGRAM, path=os.pathsep.join(_PLACES))
    if found is None:
        raise CallerMistake(
            f"{_PROGRAM} is not installed, and no redis_url is set; install it "
            "(sudo apt-get install redis-server) or set CODEROUND_REDIS_URL to a Redis"
        )
    return found


def _place(data_dir: Path) -> Path:
    """Its socket: the same for every process that knows the data folder."""
    path = _folder(data_dir) / "socket"
    if len(os.fsencode(path)) <= _LONGEST_SOCKET_PATH:
        return path
    digest = sha256(os.fsencode(path)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"coderound-{os.getuid()}-{digest}" / "socket"


def _folder(data_dir: Path) -> Path:
    return data_dir.absolute() / "redis"


def _make_own(folder: Path) -> None:
    """Make a folder, or see that it is nobody else's.

    Raises:
        StoreError: it cannot be made, or others may write there.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.lstat()
    except OSError as error:
        raise StoreError(f"{folder}: cannot be made: {error.strerror}") from None
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o022:
        raise StoreError(f"{folder}: is not a folder that only this user may write; remove it")
