"""What happens around every request, written against ASGI itself: an id, a log line, limits, headers.

The framework's own middleware class runs each request in a task of its own, which costs more than
most of our routes.
"""

import re
import time
from collections.abc import MutableMapping
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import (
    HEADERS_TOO_LARGE,
    TOO_LARGE,
    BodyTooLarge,
    internal_error,
    problem,
)
from judge.logs import get_logger
from judge.model.ids import new_id

MAX_JSON_BYTES = 1024 * 1024
"""Of a JSON body; what a problem takes as source is less, or bounded by this."""

MULTIPART_BYTES = 64 * 1024
"""What a form may need around the package in it."""

MAX_HEADER_BYTES = 16 * 1024

_access = get_logger("api.access")
_PROBES = ("healthz", "readyz", "metrics")
"""Machines ask these every few seconds."""

_REQUEST_ID = re.compile(r"[A-Za-z0-9_.:-]{1,64}", re.ASCII)
_SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}


class Envelope:
    """Gives each request an id, logs it, and answers for errors that nobody expected.

    The log has method, operation, status, duration and user; no query, no body, no key.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        start_ns = time.perf_counter_ns()
        state = scope.setdefault("state", {})
        request_id = state["request_id"] = _request_id(scope)
        status: int | None = None

        async def send_on(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                _add_headers(MutableHeaders(scope=message), request_id)
            await send(message)

        try:
            await self.app(scope, receive, send_on)
        except Exception as error:
            response = internal_error(scope, error)
            if status is None:
                await response(scope, receive, send_on)
        finally:
            _log_access(scope, state, status, start_ns)


def _request_id(scope: Scope) -> str:
    """The caller's own id, if it is one that may stand in a log, or a new one."""
    given = Headers(scope=scope).get("x-request-id", "")
    return given if _REQUEST_ID.fullmatch(given) else new_id()


def _add_headers(headers: MutableHeaders, request_id: str) -> None:
    headers["X-Request-ID"] = request_id
    for name, value in _SECURITY_HEADERS.items():
        headers.setdefault(name, value)
    headers.setdefault("Cache-Control", "no-store")


def _log_access(
    scope: Scope, state: MutableMapping[str, Any], status: int | None, start_ns: int
) -> None:
    operation = getattr(scope.get("route"), "name", None)
    log = _access.debug if operation in _PROBES else _access.info
    log(
        "answered",
        request=state["request_id"],
        method=scope["method"],
        # Not the path: an address that nobody knows may hold anything.
        operation=operation,
        status=status,
        duration_ms=round((time.perf_counter_ns() - start_ns) / 1e6, 2),
        user=state.get("user_id"),
    )


class Limits:
    """Bounds what a request may send; what it really sends is counted, not what it says."""

    def __init__(self, app: ASGIApp, *, max_package_bytes: int, package_path: str) -> None:
        self.app = app
        self._max_package_bytes = max_package_bytes + MULTIPART_BYTES
        self._package_path = package_path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if sum(len(name) + len(value) for name, value in scope["headers"]) > MAX_HEADER_BYTES:
            detail = f"the headers are larger than {MAX_HEADER_BYTES} bytes"
            await problem(scope, HEADERS_TOO_LARGE, detail)(scope, receive, send)
            return
        limit_bytes = self._limit_of(scope)
        stated = Headers(scope=scope).get("content-length", "")
        if stated.isdecimal() and int(stated[:20]) > limit_bytes:
            too_large = BodyTooLarge(limit_bytes)
            await problem(scope, TOO_LARGE, too_large.detail)(scope, receive, send)
            return
        received_bytes = 0

        async def receive_some() -> Message:
            nonlocal received_bytes
            message = await receive()
            received_bytes += len(message.get("body", b""))
            if received_bytes > limit_bytes:
                raise BodyTooLarge(limit_bytes)
            return message

        await self.app(scope, receive_some, send)

    def _limit_of(self, scope: Scope) -> int:
        uploads = scope["method"] == "POST" and scope["path"].rstrip("/") == self._package_path
        return self._max_package_bytes if uploads else MAX_JSON_BYTES
