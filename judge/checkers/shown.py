"""Values and places in them as text for people, always short.

What is shown comes from hostile output: `repr` keeps it on one line, without control characters,
and lone surrogates escaped.
"""

import reprlib

from judge.model.values import Array, DictValue, PlainValue, SetValue

MAX_SHOWN = 200
"""Characters of a value that are shown; longer text is cut."""

_TYPE_NAMES: dict[type, str] = {
    type(None): "None",
    Array: "array",
    SetValue: "set",
    DictValue: "dict",
}


class _Shortener(reprlib.Repr):
    """Shows the values of `judge.model.values` as Python writes them."""

    def __init__(self) -> None:
        super().__init__()
        self.maxlevel = 4
        self.maxstring = self.maxother = 80
        self.maxlong = 60

    def repr_bytes(self, value: bytes, level: int) -> str:
        text = repr(value[: self.maxother])
        return text if len(value) <= self.maxother else f"{text}..."

    def repr_Array(self, value: Array, level: int) -> str:  # noqa: N802 - reprlib looks it up by class
        return f"array of {self.repr1(value.dtype, level)} with shape {list(value.shape)}"

    def repr_SetValue(self, value: SetValue, level: int) -> str:  # noqa: N802
        return f"set({self.repr1(value.elements, level)})"

    def repr_DictValue(self, value: DictValue, level: int) -> str:  # noqa: N802
        return f"dict({self.repr1(value.pairs, level)})"


_SHORTENER = _Shortener()


def show(value: PlainValue) -> str:
    """A value as Python would write it, cut to `MAX_SHOWN` characters."""
    return cut(_SHORTENER.repr(value))


def show_type(value: PlainValue) -> str:
    """The name of a value's type, as its author knows it."""
    return _TYPE_NAMES.get(type(value), type(value).__name__)


def show_place(path: tuple[PlainValue, ...]) -> str:
    """A place in an output, such as `output[3]['name']`."""
    return cut("output" + "".join(f"[{show(step)}]" for step in path))


def cut(text: str, length: int = MAX_SHOWN) -> str:
    """At most `length` characters of `text`, and a sign where some were left out."""
    return text if len(text) <= length else text[: length - 3] + "..."
