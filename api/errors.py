"""Errors on their way out: the one table from error to status, and its problem documents (RFC 9457).

Every error that leaves the service is an `application/problem+json` with `type`, `title`, `status`,
`detail` and `request_id`. Nothing that was sent is repeated, except names that are part of the answer.
"""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import orjson
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.routing import Match
from starlette.types import Scope

from api.base import Shown
from judge.errors import (
    CallerMistake,
    Conflict,
    JudgeError,
    JudgeFault,
    KeyReused,
    NotAllowed,
    NotFound,
    NotSignedIn,
    NotSupported,
    PackageError,
    QueueError,
    StoreError,
    SubmissionRejected,
    TooManyRequests,
)
from judge.logs import get_logger

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER_S = 5
"""What is said to those who find the service away."""

_log = get_logger(__name__)
_METHODS = ("GET", "POST", "PUT", "DELETE")
_MAX_ERRORS = 20
_MAX_WORDS = 120


class FieldError(Shown):
    """What is wrong with one field of a request."""

    pointer: str | None = Field(
        default=None, description="JSON pointer into the body.", examples=["#/language"]
    )
    parameter: str | None = Field(
        default=None, description="Name of a query parameter or header.", examples=["limit"]
    )
    detail: str = Field(examples=["Field required"])


class ProblemDetails(Shown):
    """An error, after RFC 9457. A kind may have further members."""

    model_config = ConfigDict(extra="allow")

    type: str = Field(examples=["urn:coderound:not-found"])
    title: str = Field(examples=["Not found"])
    status: int = Field(examples=[404])
    detail: str = Field(examples=['there is no problem "two-sums"'])
    request_id: str = Field(
        description="Stands in the service's log too.", examples=["01JD0G3Q8V6T5C2X9WZK4M7N1P"]
    )
    errors: list[FieldError] | None = Field(
        default=None, description="What is wrong with each field, where fields are to blame."
    )


class Kind(Shown):
    """A kind of problem: status, the last part of its `type`, and its title."""

    status: int
    code: str
    title: str

    @property
    def type(self) -> str:
        """The URI that names this kind."""
        return f"urn:coderound:{self.code}"


def _kind(status: int, code: str, title: str) -> Kind:
    return Kind(status=status, code=code, title=title)


INTERNAL = _kind(500, "internal", "Internal error")
UNAVAILABLE = _kind(503, "unavailable", "The service cannot take this now")
INVALID = _kind(422, "invalid", "The request is not as it has to be")
CROSS_SITE = _kind(403, "cross-site", "Cross-site request refused")
TOO_LARGE = _kind(413, "too-large", "Too large")
HEADERS_TOO_LARGE = _kind(431, "headers-too-large", "Request headers too large")

TABLE: dict[type[JudgeError], Kind] = {
    CallerMistake: INVALID,
    PackageError: _kind(422, "package", "The package cannot be used"),
    NotSupported: _kind(422, "not-supported", "Not supported"),
    SubmissionRejected: _kind(422, "submission-rejected", "The submission cannot be judged"),
    NotFound: _kind(404, "not-found", "Not found"),
    NotSignedIn: _kind(401, "not-signed-in", "Not signed in"),
    NotAllowed: _kind(403, "not-allowed", "Not allowed"),
    Conflict: _kind(409, "conflict", "Conflict"),
    KeyReused: _kind(422, "key-reused", "Idempotency key used for another request"),
    TooManyRequests: _kind(429, "too-many-requests", "Too many requests"),
    StoreError: UNAVAILABLE,
    QueueError: UNAVAILABLE,
    JudgeFault: INTERNAL,
}
"""The one place where an error gets its status; a class that is not named takes its base's row."""

_FRAMEWORK = {
    400: _kind(400, "malformed", "Malformed request"),
    404: TABLE[NotFound],
    405: _kind(405, "method-not-allowed", "Method not allowed"),
    413: TOO_LARGE,
    415: _kind(415, "unsupported-media-type", "Unsupported media type"),
    431: HEADERS_TOO_LARGE,
}
"""Kinds of what the framework itself refuses, by status."""

KINDS: dict[int, tuple[Kind, ...]] = {}
"""Every kind there is, by status; for the documentation."""
for _each in {
    kind.code: kind
    for kind in (*TABLE.values(), *_FRAMEWORK.values(), CROSS_SITE, UNAVAILABLE, INTERNAL)
}.values():
    KINDS[_each.status] = (*KINDS.get(_each.status, ()), _each)


class CrossSite(NotAllowed):
    """A request with a session cookie comes from somebody else's page."""


class BodyTooLarge(HTTPException):
    """More was sent than is taken."""

    def __init__(self, limit_bytes: int) -> None:
        super().__init__(413, f"the body is larger than {limit_bytes} bytes")


TABLE[CrossSite] = CROSS_SITE


def kind_of(error: JudgeError) -> Kind:
    """The kind of problem that an error is told as."""
    return next(TABLE[cls] for cls in type(error).__mro__ if cls in TABLE)


def request_id_of(scope: Scope) -> str:
    """The id under which a request is logged."""
    return str(scope.get("state", {}).get("request_id", ""))


def problem(
    scope: Scope,
    kind: Kind,
    detail: str,
    *,
    headers: Mapping[str, str] | None = None,
    members: Mapping[str, Any] | None = None,
) -> Response:
    """A problem document as an answer.

    Args:
        members: further ones of the document.
    """
    document = {
        "type": kind.type,
        "title": kind.title,
        "status": kind.status,
        "detail": detail.encode("utf-8", "backslashreplace").decode(),
        "request_id": request_id_of(scope),
        **(members or {}),
    }
    return Response(orjson.dumps(document), kind.status, headers, MEDIA_TYPE)


def install(app: FastAPI) -> None:
    """Let an app answer every error with a problem document."""
    app.add_exception_handler(JudgeError, _judge_error)
    app.add_exception_handler(HTTPException, _http_exception)
    app.add_exception_handler(RequestValidationError, _validation_error)


async def _judge_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, JudgeError)
    kind = kind_of(error)
    if kind is INTERNAL:
        return internal_error(request.scope, error)
    headers = {}
    detail = str(error)
    if isinstance(error, NotSignedIn):
        headers["WWW-Authenticate"] = "Bearer"
    elif isinstance(error, TooManyRequests):
        headers["Retry-After"] = str(error.retry_after_s)
    elif kind is UNAVAILABLE:
        headers["Retry-After"] = str(RETRY_AFTER_S)
        # The text names hosts and files of ours.
        _log.error("cannot take a request", request=request_id_of(request.scope), error=str(error))
        detail = "what is needed for this does not answer; try again"
    return problem(request.scope, kind, detail, headers=headers)


def internal_error(scope: Scope, error: BaseException) -> Response:
    """Log an error that nobody expected, and tell no more than where it can be found."""
    request_id = request_id_of(scope)
    _log.error("unexpected error", request=request_id, exc_info=error)
    return problem(scope, INTERNAL, f"this is our fault; the log has it as request {request_id}")


async def _http_exception(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    phrase = HTTPStatus(error.status_code).phrase
    code = phrase.lower().replace(" ", "-")
    kind = _FRAMEWORK.get(error.status_code) or _kind(error.status_code, code, phrase)
    detail = error.detail
    if error.status_code == 404 and detail == phrase:
        detail = "there is nothing at this address"
    headers = dict(error.headers or {})
    if error.status_code == 405:
        headers["Allow"] = ", ".join(_allowed(request))
        detail = f"there is no {request.method[:20]} at this address; there is {headers['Allow']}"
    return problem(request.scope, kind, detail, headers=headers)


def _allowed(request: Request) -> list[str]:
    """The methods of an address; the framework names those of the first route that it finds there."""
    routes = request.app.router.routes
    return [
        method
        for method in _METHODS
        if any(
            route.matches({**request.scope, "method": method})[0] is Match.FULL for route in routes
        )
    ]


async def _validation_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    found = error.errors()
    if any(each["type"] == "json_invalid" for each in found):
        position = found[0]["loc"][-1]
        return problem(
            request.scope, _FRAMEWORK[400], f"the body is not JSON: mistake at character {position}"
        )
    if any(each["loc"][0] == "path" for each in found):
        return problem(request.scope, TABLE[NotFound], "there is nothing at this address")
    errors = [_field_error(each) for each in found[:_MAX_ERRORS]]
    detail = "; ".join(
        f"{each.get('pointer') or each.get('parameter')}: {each['detail']}" for each in errors[:3]
    )
    return problem(request.scope, INVALID, detail, members={"errors": errors})


def _field_error(error: Mapping[str, Any]) -> dict[str, str]:
    place, *rest = error["loc"]
    names = [_shown(part) for part in rest]
    detail = _shown(str(error["msg"]).removeprefix("Value error, "))
    if place == "body":
        return {"pointer": "#" + "".join(f"/{_escaped(name)}" for name in names), "detail": detail}
    return {"parameter": ".".join(names), "detail": detail}


def _shown(part: object) -> str:
    return str(part)[:_MAX_WORDS].encode("utf-8", "backslashreplace").decode()


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")
