"""Private PostgreSQL and Redis servers for tests: free port, folder of their own, gone afterwards.

    with PostgresServer() as server:
        url = server.new_database()

A server may be killed, paused and started again on the same port and data, for the fault tests. It
ends with the thread that started it, even when the test process is killed, so start it from a thread
that lives on (a fixture does). `postgres_url` and `redis_url` prefer a server that an environment
variable names as disposable; such a one is never stopped or emptied by us.
"""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Self
from uuid import uuid4

import psycopg
import redis
from psycopg import sql

POSTGRES_VARIABLE = "CODEROUND_TEST_POSTGRES_URL"
"""URL of a PostgreSQL server on which tests may create and drop databases."""

REDIS_VARIABLE = "CODEROUND_TEST_REDIS_URL"
"""URL of a Redis server whose content tests may change."""

_START_S = 60
_POSTGRES_FOLDERS = "/usr/lib/postgresql"


class Server(ABC):
    """A server process of ours; a context manager that starts and surely stops it."""

    package: str

    def __init__(self) -> None:
        self.port = free_port()
        self.folder = Path(tempfile.mkdtemp(prefix="coderound-test-"))
        self._identity: list[str] = []
        self._process: subprocess.Popen[bytes] | None = None

    @property
    @abstractmethod
    def url(self) -> str:
        """Where it is reached."""

    @abstractmethod
    def _command(self) -> list[str]:
        """How it is started, in the foreground."""

    @abstractmethod
    def _answers(self) -> bool:
        """Whether it takes work."""

    def __enter__(self) -> Self:
        try:
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self) -> None:
        """Start it on its port and data, and wait until it answers."""
        deadline = time.monotonic() + _START_S
        while True:
            self._process = self._spawn()
            while self._process.poll() is None:
                if self._answers():
                    return
                _require(time.monotonic() < deadline, self._log)
                time.sleep(0.02)
            # After a kill, the kernel may take a moment to let go of port and shared memory.
            _require(time.monotonic() < deadline, self._log)
            time.sleep(0.1)

    def stop(self) -> None:
        """End it as its operator would; its data stay."""
        self._end(signal.SIGINT)

    def kill(self) -> None:
        """End it as a power cut would; its data stay."""
        self._end(signal.SIGKILL)

    def pause(self) -> None:
        """Let it answer nothing more, with its connections open."""
        self._signal_all(signal.SIGSTOP)

    def resume(self) -> None:
        """Let it go on after `pause`."""
        self._signal_all(signal.SIGCONT)

    def _spawn(self) -> subprocess.Popen[bytes]:
        with (self.folder / "log").open("ab") as log:
            return subprocess.Popen(
                ["setpriv", "--pdeathsig=KILL", *self._identity, *self._command()],
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                # A Ctrl-C is for the tests, which then stop it.
                start_new_session=True,
            )

    def _end(self, how: signal.Signals) -> None:
        if self._process is None:
            return
        if how == signal.SIGKILL:
            self._signal_all(how)
        else:
            self._process.send_signal(how)
        self._process.wait(_START_S)
        self._process = None

    def _signal_all(self, number: signal.Signals) -> None:
        assert self._process is not None, "it is not running"
        # The children first: a killed PostgreSQL cannot start again before the last of them is gone.
        for pid in (*_children(self._process.pid), self._process.pid):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)

    def _log(self) -> str:
        return (self.folder / "log").read_text(errors="replace")[-4000:]


class PostgresServer(Server):
    """A private PostgreSQL; its user `postgres` needs no password."""

    def __init__(self) -> None:
        super().__init__()
        if os.getuid() == 0:  # PostgreSQL refuses to run as root
            account = pwd.getpwnam("postgres")
            os.chown(self.folder, account.pw_uid, account.pw_gid)
            ids = [f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}"]
            self._identity = [*ids, "--clear-groups"]
        place = ["--pgdata=data", "--username=postgres", "--auth=trust", "--no-sync"]
        # Sorting as people do, unlike SQLite: where the order of names counts, the store says so.
        locale = ["--no-locale", "--locale-provider=icu", "--icu-locale=en", "--encoding=UTF8"]
        subprocess.run(
            ["setpriv", *self._identity, _postgres("initdb"), *place, *locale],
            check=True,
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
        )

    @property
    def url(self) -> str:
        """Of the database `postgres`, which is best left empty."""
        return f"postgresql://postgres@127.0.0.1:{self.port}/postgres"

    def new_database(self, template: str = "template1") -> str:
        """The URL of a database of one's own, empty or a copy of another one that nobody is using."""
        return new_database(self.url, template)

    def _command(self) -> list[str]:
        place = ["-D", "data", "-p", str(self.port), "-h", "127.0.0.1", "-k", ""]
        # Durability across a power cut is PostgreSQL's own affair and costs tests half their time.
        return [_postgres("postgres"), *place, "-F", "-c", "max_connections=200"]

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.url, connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True


class RedisServer(Server):
    """A private Redis that keeps its data across a restart."""

    @property
    def url(self) -> str:
        """Of its database 0."""
        return f"redis://127.0.0.1:{self.port}/0"

    def forget(self) -> None:
        """Lose all data, while it is stopped."""
        assert self._process is None, "it is running"
        for path in self.folder.iterdir():
            if path.name != "log":
                shutil.rmtree(path) if path.is_dir() else path.unlink()

    def _command(self) -> list[str]:
        place = ["--bind", "127.0.0.1", "--port", str(self.port), "--dir", str(self.folder)]
        return [_found("redis-server"), *place, "--appendonly", "yes", "--save", ""]

    def _answers(self) -> bool:
        with redis.Redis.from_url(self.url, socket_timeout=2) as client:
            try:
                return bool(client.ping())
            except redis.RedisError:
                return False


@contextlib.contextmanager
def postgres_url() -> Iterator[str]:
    """A server that need not be stopped by anybody: the disposable one, or a private one."""
    named = os.environ.get(POSTGRES_VARIABLE)
    if named:
        yield named
        return
    with PostgresServer() as server:
        yield server.url


@contextlib.contextmanager
def redis_url() -> Iterator[str]:
    """A server that need not be stopped by anybody: the disposable one, or a private one."""
    named = os.environ.get(REDIS_VARIABLE)
    if named:
        yield named
        return
    with RedisServer() as server:
        yield server.url


def new_database(server_url: str, template: str = "template1") -> str:
    """The URL of a new database on a server, empty or a copy of another one that nobody is using."""
    name = f"test_{uuid4().hex}"
    statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(statement.format(sql.Identifier(name), sql.Identifier(template)))
    return f"{server_url.rpartition('/')[0]}/{name}"


def drop_database(server_url: str, url: str) -> None:
    """Drop a database that `new_database` made, with all connections to it."""
    name = sql.Identifier(url.rpartition("/")[2])
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))


def free_port() -> int:
    """A TCP port that nobody listens on right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _children(pid: int) -> list[int]:
    try:
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []


def _postgres(program: str) -> str:
    """The newest installed one; Debian keeps them out of PATH."""
    versions = sorted(
        (path for path in Path(_POSTGRES_FOLDERS).glob("*") if path.name.isdecimal()),
        key=lambda path: int(path.name),
    )
    installed = [path / "bin" / program for path in versions]
    return str(installed[-1]) if installed else _found(program)


def _found(program: str) -> str:
    path = shutil.which(program)
    if path is None:
        raise RuntimeError(
            f"{program} is not installed; install the packages `postgresql` and `redis-server`, "
            f"or name disposable servers in {POSTGRES_VARIABLE} and {REDIS_VARIABLE}"
        )
    return path


def _require(in_time: bool, log: Callable[[], str]) -> None:
    if not in_time:
        raise RuntimeError(f"the server does not start:\n{log()}")
