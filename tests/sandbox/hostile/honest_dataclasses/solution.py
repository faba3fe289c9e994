from __future__ import annotations

import dataclasses
import enum
import typing


class Kind(enum.Enum):
    ONE = 1


@dataclasses.dataclass(order=True, slots=True)
class Point:
    x: int
    y: int = dataclasses.field(default=2)
    nearest: typing.Optional[Point] = None
    kinds: typing.ClassVar[list[Kind]] = []


class Pair(typing.NamedTuple):
    left: Point
    right: Point


def solve(x: int) -> int:
    typing.get_type_hints(Point)
    typing.get_type_hints(Pair)
    return Point(x).x + Pair(Point(1), Point(2)).left.y
