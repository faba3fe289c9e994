"""The service's log: structured, on stderr, one line for each event; JSON, or for people at a terminal.

What other libraries say through `logging` goes the same way. Every line carries process and host, and the
ids that are bound where it is written: `submission`, `judging`, `job`, `worker`. Sources, test data and
keys are never handed to a logger; what somebody else's error quotes of keys and passwords is blotted out.
"""

import logging
import os
import re
import socket
import sys
from contextlib import AbstractContextManager
from typing import Any

import orjson
import structlog
from structlog.processors import TimeStamper, format_exc_info
from structlog.stdlib import BoundLogger, ProcessorFormatter
from structlog.typing import EventDict, Processor

from judge.settings import Settings

_CHATTY = ("alembic", "asyncio", "docker", "httpcore", "httpx", "rq", "urllib3", "uvicorn")
"""Libraries whose own affairs are told only if something is wrong with them."""

_SECRETS = (
    # The password of a URL; our keys and the secrets of webhooks, but for what tells them apart.
    (re.compile(r"(?<=://)([^\s/:@]*):[^\s/@]+@"), r"\1:***@"),
    (re.compile(r"((?:cr|whsec)_[A-Za-z0-9+/_-]{4})[A-Za-z0-9+/=_-]{12,}"), r"\1***"),
)

_IDS: tuple[Processor, ...] = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
)

# At import, and no output yet: a process that configures no log has no say on stdout, where structlog
# would write, but like any library only warns on stderr.
structlog.configure(
    processors=[
        structlog.stdlib.filter_by_level,
        *_IDS,
        ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    wrapper_class=BoundLogger,
    cache_logger_on_first_use=True,
)


def configure_logs(settings: Settings, process: str) -> None:
    """Let this process write its log, from now on.

    Args:
        process: what it is, such as `api` or `slot-1`.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_formatter(settings, process))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(settings.log_level.upper())
    for name in _CHATTY:
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))
    logging.captureWarnings(True)


def get_logger(name: str) -> BoundLogger:
    """A module's logger: `log.info("what happened", key=value)`; `log.bind(key=value)` makes another."""
    logger: BoundLogger = structlog.stdlib.get_logger(name)
    return logger


def log_context(**ids: str) -> AbstractContextManager[None]:
    """Within it, every line of this thread or task carries these ids."""
    return structlog.contextvars.bound_contextvars(**ids)


def _formatter(settings: Settings, process: str) -> logging.Formatter:
    host = socket.gethostname()

    def place(_logger: object, _method: str, event: EventDict) -> EventDict:
        event.update(process=process, host=host)
        return event

    for_people = settings.log_format == "console" or (
        settings.log_format == "auto" and sys.stderr.isatty()
    )
    return ProcessorFormatter(
        foreign_pre_chain=_IDS,
        processors=[
            ProcessorFormatter.remove_processors_meta,
            TimeStamper(fmt="iso", utc=True, key="time"),
            *((_for_people(process),) if for_people else (place, format_exc_info, _json)),
            _blot_secrets,
        ],
    )


def _for_people(process: str) -> Processor:
    """Lines for a terminal. Tracebacks are plain: the pretty ones show every variable."""
    render = structlog.dev.ConsoleRenderer(
        colors=sys.stderr.isatty() and not os.environ.get("NO_COLOR"),
        timestamp_key="time",
        pad_event_to=0,
        pad_level=False,
        exception_formatter=structlog.dev.plain_traceback,
    )

    def with_process(logger: Any, method: str, event: EventDict) -> str:
        event.pop("logger", None)
        event["event"] = f"{process}: {event.get('event')}"
        return str(render(logger, method, event))

    return with_process


def _json(_logger: object, _method: str, event: EventDict) -> str:
    first = {key: event.pop(key, None) for key in ("time", "level", "event")}
    return orjson.dumps(first | dict(event), default=str, option=orjson.OPT_NON_STR_KEYS).decode()


def _blot_secrets(_logger: object, _method: str, line: Any) -> str:
    text = str(line)
    for pattern, substitute in _SECRETS:
        text = pattern.sub(substitute, text)
    return text
