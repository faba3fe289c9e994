"""Rows become values of the model here."""

from collections.abc import Iterable
from typing import Any, TypeVar

from sqlalchemy import Column, Row, Select, Table, select

from judge.model.base import Value

V = TypeVar("V", bound=Value)


def columns_of(model: type[Value], table: Table, without: Iterable[str] = ()) -> list[Column[Any]]:
    """The columns that are called as the fields of a model."""
    return [table.c[name] for name in model.model_fields if name not in set(without)]


def select_values(
    model: type[Value], table: Table, without: Iterable[str] = ()
) -> Select[*tuple[Any, ...]]:
    """All rows of a table, as far as a model has them."""
    return select(*columns_of(model, table, without))


def to_value(model: type[V], row: Row[*tuple[Any, ...]] | None) -> V | None:
    """The value that a row stands for; None for no row."""
    return None if row is None else model.model_validate(dict(row._mapping))


def to_values(model: type[V], rows: Iterable[Row[*tuple[Any, ...]]]) -> list[V]:
    """The values that rows stand for."""
    return [model.model_validate(dict(row._mapping)) for row in rows]


def to_row(value: Value) -> dict[str, Any]:
    """What is written for a value: instants as they are, values within it as JSON has them."""
    return {name: _plain(getattr(value, name)) for name in type(value).model_fields}


def _plain(field: Any) -> Any:
    if isinstance(field, Value):
        return field.model_dump(mode="json")
    if isinstance(field, tuple):
        return [_plain(each) for each in field]
    return field
