"""The base of all value classes: frozen, and strict about unknown fields."""

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """An immutable value; an unknown field is an error, so that a misspelt key never passes."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=False)
