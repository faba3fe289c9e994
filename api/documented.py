"""How routes say in the OpenAPI document which errors they answer."""

from typing import Any

from api.errors import KINDS, MEDIA_TYPE, Kind

_REFERENCE = {"$ref": "#/components/schemas/ProblemDetails"}
_DETAILS = {
    "malformed": "the body is not JSON: mistake at character 17",
    "not-signed-in": "this takes an API key, as in: Authorization: Bearer cr_…",
    "not-allowed": "this takes the role author; ada is solver",
    "cross-site": "with a session cookie this is taken from pages of this site only",
    "not-found": 'there is no problem "two-sums"',
    "conflict": "the judging of this submission is done already",
    "too-large": "the body is larger than 1048576 bytes",
    "unsupported-media-type": "the body has to be JSON: Content-Type: application/json",
    "invalid": "#/language: Field required",
    "submission-rejected": 'language "cobol" is not one of this problem\'s: python3',
    "package": "problem.yaml: name is missing",
    "too-many-requests": "60 submissions were sent in the last minute; try again in 12 s",
    "unavailable": "what is needed for this does not answer; try again",
}
_HEADERS: dict[int, dict[str, Any]] = {
    401: {"WWW-Authenticate": {"schema": {"type": "string"}, "description": "`Bearer`."}},
    429: {"Retry-After": {"schema": {"type": "integer"}, "description": "Seconds."}},
    503: {"Retry-After": {"schema": {"type": "integer"}, "description": "Seconds."}},
}

ALWAYS = (413, 422, 431, 500, 503)
"""What any route with a database behind it may answer: a body it did not ask for, an unknown
parameter, headers that are too large, a fault of ours."""

SIGNED_IN = (401, 403, *ALWAYS)
"""What any route may answer that asks who is there."""

JSON_SENT = (400, 413, 415)
"""What any route may answer that takes a JSON body."""


def errors(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The documentation of error answers, for a route's `responses`."""
    return {status: _error(status) for status in sorted(set(statuses))}


def _error(status: int) -> dict[str, Any]:
    kinds = KINDS[status]
    examples = {kind.code: {"value": _example(kind)} for kind in kinds}
    described: dict[str, Any] = {
        "description": "; ".join(kind.title for kind in kinds),
        "content": {MEDIA_TYPE: {"schema": _REFERENCE, "examples": examples}},
    }
    if status in _HEADERS:
        described["headers"] = _HEADERS[status]
    return described


def _example(kind: Kind) -> dict[str, Any]:
    return {
        "type": kind.type,
        "title": kind.title,
        "status": kind.status,
        "detail": _DETAILS.get(kind.code, kind.title.lower()),
        "request_id": "01JD0G3Q8V6T5C2X9WZK4M7N1P",
    }


LOCATION: dict[str, Any] = {
    "Location": {"schema": {"type": "string"}, "description": "Address of what was made."}
}
LINK: dict[str, Any] = {
    "Link": {
        "schema": {"type": "string"},
        "description": 'Address of the next page (RFC 8288), `rel="next"`; absent on the last one.',
    }
}
ETAG: dict[str, Any] = {
    "ETag": {"schema": {"type": "string"}, "description": "For `If-None-Match`."}
}
NOT_MODIFIED: dict[int | str, dict[str, Any]] = {
    304: {"description": "The caller has it already, as `If-None-Match` says.", "headers": ETAG}
}
