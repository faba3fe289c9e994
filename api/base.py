"""What every schema of the API is made of."""

import re
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
)

_INSTANT = re.compile(
    r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)", re.ASCII
)
ID_PATTERN = "^[0-9A-HJKMNP-TV-Z]{26}$"
NAME_PATTERN = "^[A-Za-z0-9_][A-Za-z0-9_.-]{0,254}$"


class Shown(BaseModel):
    """A part of an answer."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Sent(BaseModel):
    """A part of a request; an unknown field is an error, so that a misspelt one never passes."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _encodable(text: str) -> str:
    # JSON may hold half a surrogate pair, which is no text: nothing can store or print it.
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ValueError("holds half of a surrogate pair, which is no character") from None
    return text


def _without_nul(text: str) -> str:
    if "\0" in text:
        raise ValueError("holds the character U+0000, which is not taken here")
    return text


def _written_instant(value: object) -> object:
    # Pydantic would take numbers, dates without a time and times without a zone as well.
    if not isinstance(value, str) or not _INSTANT.fullmatch(value):
        raise ValueError("expected a date and time with its offset, such as 2026-01-31T12:00:00Z")
    return value


def _in_utc(instant: datetime) -> datetime:
    try:
        return instant.astimezone(UTC)
    except OverflowError:
        raise ValueError("is out of range") from None


Source = Annotated[str, AfterValidator(_encodable)]
"""Text of a program or its input: any characters at all."""

Text = Annotated[
    str,
    AfterValidator(_encodable),
    AfterValidator(_without_nul),
    Field(json_schema_extra={"pattern": r"^[^\u0000]*$"}),
]
"""Text of people, which the database keeps as such: without U+0000."""

Instant = Annotated[
    AwareDatetime,
    BeforeValidator(_written_instant),
    AfterValidator(_in_utc),
    WithJsonSchema({"type": "string", "format": "date-time", "examples": ["2026-01-31T12:00:00Z"]}),
]
"""An instant as it is sent."""

Id = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
"""The id of something stored."""

Name = Annotated[str, StringConstraints(pattern=NAME_PATTERN)]
"""The name of a problem or language."""

Document = dict[str, Any]
"""A JSON object whose form is documented elsewhere."""
