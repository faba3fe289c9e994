import functools
import typing

T = typing.TypeVar("T")


class Box(typing.Generic[T]):
    def __init__(self, value: T) -> None:
        self.value = value


class HasValue(typing.Protocol):
    value: int


@typing.overload
def solve(x: int) -> int: ...
@typing.overload
def solve(x: str) -> str: ...
@functools.lru_cache(maxsize=None)
def solve(x: "int | str") -> typing.Any:
    return Box[int](x).value
