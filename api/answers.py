"""Shaping answers: JSON bytes straight from the schema, with a strong ETag where there is one."""

import hashlib
from collections.abc import Mapping

from fastapi import Request, Response
from pydantic import BaseModel

_REVALIDATE = "private, no-cache"


def answer(
    body: BaseModel, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    """A schema as an answer. It is not validated again: building it did that."""
    return Response(body.model_dump_json(by_alias=True), status, headers, "application/json")


def tagged(request: Request, body: BaseModel, headers: Mapping[str, str] | None = None) -> Response:
    """A schema as an answer with its ETag, or 304 if the caller has just this already."""
    content = body.model_dump_json(by_alias=True).encode()
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    headers = {
        **(headers or {}),
        "ETag": tag,
        "Cache-Control": _REVALIDATE,
        "Vary": "Authorization, Cookie",
    }
    if _has(request, tag):
        return Response(None, 304, headers)
    return Response(content, 200, headers, "application/json")


def _has(request: Request, tag: str) -> bool:
    """Whether `If-None-Match` names this tag; it compares weakly, as RFC 9110 has it."""
    given = request.headers.get("if-none-match", "")
    names = {each.strip().removeprefix("W/") for each in given.split(",")}
    return tag in names or "*" in names
