"""Long lists, a page at a time.

A cursor holds the key of the last entry that was shown, so a walk misses nothing and repeats nothing
while entries are added. To those who walk it is opaque.
"""

import base64
import binascii
from collections.abc import Callable, Sequence
from typing import Annotated, Generic, TypeVar

from fastapi import Request
from pydantic import BeforeValidator, Field, WithJsonSchema

from api.base import Sent, Shown

MAX_LIMIT = 100
DEFAULT_LIMIT = 50
_MARK = "1."

Entry = TypeVar("Entry")
Item = TypeVar("Item")


def _encoded(key: str) -> str:
    return base64.urlsafe_b64encode((_MARK + key).encode()).rstrip(b"=").decode()


def _decoded(cursor: object) -> str | None:
    if cursor is None:
        return None
    try:
        raw = str(cursor).encode("ascii")
        content = base64.b64decode(raw + b"=" * (-len(raw) % 4), altchars=b"-_", validate=True)
        text = content.decode("ascii")
    except (UnicodeError, binascii.Error):
        text = ""
    key = text.removeprefix(_MARK)
    if key == text or not key.isprintable():
        raise ValueError("is no cursor; take `next` of the page before as it is")
    return key


Cursor = Annotated[
    str | None,
    BeforeValidator(_decoded),
    WithJsonSchema({"type": "string", "maxLength": 400, "pattern": "^MS4[A-Za-z0-9_-]*$"}),
    Field(max_length=300, description="`next` of the page before; the first page without it."),
]
"""Where a page begins: in a request a cursor, to routes the key of the last entry shown."""


class PageQuery(Sent):
    """Which page of a list is asked for."""

    cursor: Cursor = None
    limit: int = Field(default=DEFAULT_LIMIT, ge=1, le=MAX_LIMIT, description="Entries of a page.")


class Page(Shown, Generic[Item]):
    """A part of a list."""

    items: list[Item]
    next: str | None = Field(
        default=None,
        description="Cursor of the next page; null on the last one. The header `Link` has its address.",
        examples=["MS4wMUpEMEczUThWNlQ1QzJYOVdaSzRNN04xUA"],
    )


class Cut(Shown, Generic[Entry]):
    """The entries of a page, and the cursor of the next."""

    entries: tuple[Entry, ...]
    next: str | None


def cut(found: Sequence[Entry], limit: int, key: Callable[[Entry], str]) -> Cut[Entry]:
    """Cut a page from what was found; `limit + 1` entries were asked for to know if there are more."""
    shown = tuple(found[:limit])
    return Cut(entries=shown, next=_encoded(key(shown[-1])) if len(found) > limit else None)


def link_to(request: Request, cursor: str | None) -> dict[str, str]:
    """The header `Link` (RFC 8288) to the next page, if there is one."""
    if cursor is None:
        return {}
    return {"Link": f'<{request.url.include_query_params(cursor=cursor)}>; rel="next"'}
