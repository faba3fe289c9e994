"""`judge serve`: the whole service on one host, under one supervisor.

    judge serve
    ├── redis     if no other Redis is named; the last to be ended
    ├── setup     makes the schema and the first admin, and ends
    ├── bank      publishes what is new in the problems folder, and ends
    ├── api       uvicorn, on a socket that the supervisor keeps open
    └── worker    as `judge worker`: a supervisor of slots and keeper

All start at once and wait for what they need. What they all use is imported before they are forked.
"""

import errno
import gc
import json
import os
import socket
import time
from contextlib import closing, suppress
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated

import typer

from judge.cli.exit_codes import ExitCode
from judge.cli.output import emit
from judge.cli.supervision import (
    Child,
    GivenUp,
    Supervisor,
    allow_many_files,
    signals_held_back,
)
from judge.cli.worker import HOST_GRACE_S, begin_part, run_host
from judge.errors import CallerMistake, StoreError

if TYPE_CHECKING:
    from judge.queue.private_redis import PrivateRedis
    from judge.settings import Settings

_API_GRACE_S = 6.0
_OPEN_REQUESTS_S = 3
"""How long requests under way may take to end; streams of events would never."""

_SETUP_GRACE_S = 10.0
_REDIS_GRACE_S = 10.0
_BACKLOG = 2048
_POLL_S = 0.05
_LATE_S = 15.0
_ANSWER_S = 1.0
_LOG_TAIL = 2000


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on; 0 takes a free one.")] = None,
    workers: Annotated[
        str | None,
        typer.Option(help="Judging processes, or `auto`: one for each processor; 0: the API only."),
    ] = None,
) -> int:
    """Run the service: API, workers, and a queue of its own if no other is named. Ctrl-C ends it."""
    from judge.cli.data_lock import lock_data_folder
    from judge.settings import load_settings
    from judge.wiring import make_private_redis

    settings = load_settings(host=host, port=port, workers=workers)
    _require_useful(settings)
    allow_many_files()
    with (
        closing(_listen(settings.host, settings.port)) as listener,
        closing(lock_data_folder(settings.data_dir)) as lock,
    ):
        redis = make_private_redis(settings) if settings.redis_url is None else None
        own_redis = [] if redis is None else [_redis_child(redis, lock.fileno())]
        return _supervise(_completed(settings, listener), listener, own_redis)


def _require_useful(settings: "Settings") -> None:
    if settings.workers == 0 and settings.redis_url is None:
        raise CallerMistake(
            "with --workers 0 judging is done elsewhere, but CODEROUND_REDIS_URL is not set; expected the "
            "Redis that those workers use"
        )


def _listen(host: str, port: int) -> socket.socket:
    """The socket that the API takes connections from. It outlives an API that is started again.

    Raises:
        CallerMistake: the address or port cannot be had.
    """
    try:
        family, _, _, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, socket.SOCK_STREAM)
    except OSError as error:
        raise CallerMistake(f"cannot listen on {host}: {error.strerror}") from None
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(address)
        listener.listen(_BACKLOG)
    except OSError as error:
        listener.close()
        raise CallerMistake(_why_not(host, port, error)) from None
    return listener


def _why_not(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        what = "another process listens there"
        cure = "end it, or take another port: judge serve --port 8001"
        return f"port {port} of {host} is in use: {what}; {cure}"
    return f"cannot listen on port {port} of {host}: {error.strerror}; try another --host or --port"


def _completed(settings: "Settings", listener: socket.socket) -> "Settings":
    """The settings with what is known only now."""
    port = listener.getsockname()[1]
    address = settings.public_url or _address(settings.host, port)
    return settings.model_copy(update={"port": port, "public_url": address})


def _address(host: str, port: int) -> str:
    """Where it is reached from this host."""
    name = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, host)  # noqa: S104  compared with only
    return f"http://[{name}]:{port}" if ":" in name and name[0] != "[" else f"http://{name}:{port}"


def _supervise(settings: "Settings", listener: socket.socket, own_redis: list[Child]) -> int:
    """Run the service until a signal asks to stop; the exit code."""
    supervisor = Supervisor(*own_redis, hopeless=(int(ExitCode.CALLER_MISTAKE),), tell=_tell)
    with signals_held_back():
        try:
            supervisor.start()
            # While Redis starts: what takes long to import.
            from judge.logs import configure_logs
            from judge.wiring import import_shared

            configure_logs(settings, "serve")
            import_shared()
            supervisor.add(*_children(settings, listener))
            if _await_ready(settings, supervisor):
                supervisor.watch()
            _tell("stopping")
            return ExitCode.SUCCESS
        except GivenUp as verdict:
            return verdict.status
        finally:
            supervisor.stop()


def _children(settings: "Settings", listener: socket.socket) -> list[Child]:
    """All but Redis."""
    children = [
        Child("api", partial(_run_api, settings, listener), _API_GRACE_S),
        Child("setup", partial(_set_up, settings), _SETUP_GRACE_S, once=True),
        Child("bank", partial(_register_bank, settings), _SETUP_GRACE_S, once=True),
    ]
    if settings.workers != 0:
        run = partial(run_host, settings, supervisor=os.getpid())
        children.append(Child("worker", run, HOST_GRACE_S))
    return children


def _redis_child(redis: "PrivateRedis", lock: int) -> Child:
    return Child(
        "redis",
        partial(_run_redis, redis, lock),
        _REDIS_GRACE_S,
        last=True,
        died=partial(_redis_died, redis),
    )


def _await_ready(settings: "Settings", supervisor: Supervisor) -> bool:
    """Watch until the service is ready, and say so; False if it is to stop before."""
    address = _address(settings.host, settings.port)
    begun, told = time.monotonic(), False
    while not supervisor.watch(_POLL_S):
        if not supervisor.is_over("setup"):
            continue
        path = "/readyz" if settings.workers != 0 else "/healthz"
        missing = _what_is_missing(address, path)
        if missing is None and not supervisor.is_over("bank"):
            missing = "problems are being registered"
        if missing is None:
            emit(f"Coderound is ready at {address}\n")
            return True
        if not told and time.monotonic() - begun > _LATE_S:
            _tell(f"not ready yet: {missing}")
            told = True
    return False


def _tell(what: str) -> None:
    from judge.logs import get_logger

    get_logger(__name__).warning(what)


def _what_is_missing(address: str, path: str) -> str | None:
    """Why the service is not ready, or None if it is."""
    from http.client import HTTPConnection, HTTPException
    from urllib.parse import urlsplit

    parts = urlsplit(address)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=_ANSWER_S)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        text = answer.read().decode(errors="replace")
    except (OSError, HTTPException):
        return "the API does not answer"
    finally:
        connection.close()
    return None if answer.status == HTTPStatus.OK else _detail(text)


def _detail(text: str) -> str:
    """What a problem document says."""
    with suppress(ValueError, KeyError, TypeError):
        return str(json.loads(text)["detail"])
    return "the API answers with an error"


def _set_up(settings: "Settings") -> None:
    """Make the schema, and the first admin, whose key is shown this once."""
    from judge.logs import configure_logs
    from judge.service.accounts import ensure_admin
    from judge.wiring import make_service

    configure_logs(settings, "setup")
    service = make_service(settings)
    with closing(service.store):
        service.store.migrate()
        key = ensure_admin(service)
    if key is not None:
        emit(f"The key of the first admin, shown this once: {key}\n")


def _register_bank(settings: "Settings") -> None:
    """Publish the packages of the problems folder whose content is new."""
    from judge.logs import get_logger
    from judge.service.packages import register_bank
    from judge.wiring import make_service

    stop = begin_part(settings, "bank")
    if stop.is_set():
        return
    service = make_service(settings)
    with closing(service.store):
        report = register_bank(service, settings.problems_dir, _lacking_images())
    log = get_logger(__name__)
    for problem, reason in report.refused.items():
        log.warning("package left out", problem=problem, reason=reason)
    log.info("problems registered", new=len(report.registered), known=len(report.unchanged))


def _lacking_images() -> list[str]:
    """Images that this host could have and has not; none where an engine is out of reach."""
    from judge.errors import EngineUnavailable
    from judge.sandbox.images import STANDARD_IMAGES, list_images

    try:
        images = list_images()
    except EngineUnavailable:
        return []  # this is the API's host alone: its workers have an engine, and images of their own
    return [image.name for image in images if not image.built and image.name not in STANDARD_IMAGES]


def _run_api(settings: "Settings", listener: socket.socket) -> int:
    """Serve HTTP until told to stop."""
    import uvicorn

    from api.app import create_app
    from judge.logs import configure_logs
    from judge.metrics import start_metrics

    configure_logs(settings, "api")
    try:
        start_metrics(settings, "api")
    except StoreError as error:  # a full disk is no reason not to answer
        _tell(f"nothing is measured: {error}")
    config = uvicorn.Config(
        create_app(settings),
        log_config=None,
        access_log=False,
        server_header=False,
        ws="none",
        lifespan="on",
        timeout_graceful_shutdown=_OPEN_REQUESTS_S,
    )
    server = uvicorn.Server(config)
    # What is there now stays, and a full collection that went through it would take 0.1 s.
    gc.freeze()
    server.run(sockets=[listener])
    return ExitCode.SUCCESS if server.started else ExitCode.JUDGE_FAULT


def _run_redis(redis: "PrivateRedis", lock: int) -> None:
    """Become Redis. It takes the lock along: its data are its own until it has ended."""
    os.set_inheritable(lock, True)
    redis.execute()


def _redis_died(redis: "PrivateRedis", status: int) -> None:
    """It ends by itself if it cannot use its data; the store has all that matters of them."""
    if status <= 0:
        return
    _tell(f"redis says: {redis.last_words(_LOG_TAIL)}")
    if redis.set_data_aside():
        _tell(f"the queue begins anew; its old data are set aside in {redis.folder}")
