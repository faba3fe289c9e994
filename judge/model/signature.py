"""The words that name types in a signature, read into nested values.

    type   = single [ "|" "None" ]
    single = "int" | "float" | "bool" | "str" | "bytes" | "None" | "any"
           | "list[" type "]" | "set[" type "]" | "dict[" type "," type "]"
           | "tuple[" type { "," type } "]" | "tuple[" type ", ...]"
           | "ndarray[" dtype "]" | "tensor[" dtype "]"

The agent has a reader of its own, because nothing but the standard library lives in a box.
"""

import re
from typing import Literal

from judge.model.base import Value

DTYPES = (
    "bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64",
    "float16", "float32", "float64", "complex64", "complex128",
)  # fmt: skip
SIMPLE_WORDS = ("int", "float", "bool", "str", "bytes", "None", "any")
PART_WORDS = ("list", "set", "dict", "tuple", "ndarray", "tensor")
MAX_TYPE_DEPTH = 20
_TOKEN = re.compile(r"\s*([A-Za-z_][A-Za-z_0-9]*|\.\.\.|[\[\],|])")


class BadType(ValueError):
    """A type word is not of the grammar; the message says where and what was expected."""


class SimpleType(Value):
    """A type without parts."""

    word: Literal["int", "float", "bool", "str", "bytes", "None", "any"]


class ContainerType(Value):
    """`list`, `set` (one part), `dict` (key and value) or `tuple` (one part for each element)."""

    word: Literal["list", "set", "dict", "tuple"]
    parts: "tuple[Type, ...]"


class LongTupleType(Value):
    """`tuple[T, ...]`: any number of elements of one type."""

    element: "Type"


class ArrayType(Value):
    """A numpy array of any shape."""

    dtype: str


class TensorType(Value):
    """A torch tensor of any shape; only where the image has torch."""

    dtype: str


class OptionalType(Value):
    """`T | None`."""

    of: "Type"


Type = SimpleType | ContainerType | LongTupleType | ArrayType | TensorType | OptionalType


def parse_type(text: str) -> Type:
    """Read one type word.

    Raises:
        BadType: the text is not a type.
    """
    reader = _Reader(text)
    found = reader.type(0)
    reader.expect_end()
    return found


def holds_tensor(type_: Type) -> bool:
    """Whether a tensor stands anywhere in a type."""
    match type_:
        case TensorType():
            return True
        case ContainerType(parts=parts):
            return any(map(holds_tensor, parts))
        case LongTupleType(element=inner) | OptionalType(of=inner):
            return holds_tensor(inner)
        case _:
            return False


class _Reader:
    """Recursive descent over the tokens of one type word."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens: list[str] = []
        end = len(text.rstrip())
        position = 0
        while position < end:
            match = _TOKEN.match(text, position)
            if match is None:
                raise BadType(f'type "{text}": unexpected "{text[position:].strip()[0]}"')
            self._tokens.append(match[1])
            position = match.end()
        self._next = 0

    def type(self, depth: int) -> Type:
        if depth > MAX_TYPE_DEPTH:
            raise BadType(f'type "{self._text[:40]}…" is nested more than {MAX_TYPE_DEPTH} deep')
        found = self._single(depth)
        if self._take_if("|"):
            self._expect("None")
            return OptionalType(of=found)
        return found

    def expect_end(self) -> None:
        if self._next < len(self._tokens):
            raise self._error("the end")

    def _single(self, depth: int) -> Type:
        word = self._peek()
        if word in SIMPLE_WORDS:
            self._next += 1
            return SimpleType.model_validate({"word": word})
        if word not in PART_WORDS:
            raise self._error(f"one of {', '.join((*SIMPLE_WORDS, *PART_WORDS))}")
        self._next += 1
        self._expect("[")
        if word == "ndarray":
            found: Type = ArrayType(dtype=self._dtype())
        elif word == "tensor":
            found = TensorType(dtype=self._dtype())
        else:
            found = self._container(word, depth)
        self._expect("]")
        return found

    def _dtype(self) -> str:
        dtype = self._peek()
        if dtype not in DTYPES:
            raise self._error(f"one of the dtypes {', '.join(DTYPES)}")
        self._next += 1
        return dtype

    def _container(self, word: str, depth: int) -> Type:
        parts = [self.type(depth + 1)]
        while self._take_if(","):
            if word == "tuple" and len(parts) == 1 and self._take_if("..."):
                return LongTupleType(element=parts[0])
            parts.append(self.type(depth + 1))
        wanted = {"list": 1, "set": 1, "dict": 2}.get(word, len(parts))
        if len(parts) != wanted:
            raise BadType(f'type "{self._text}": {word} takes {wanted} types, got {len(parts)}')
        return ContainerType.model_validate({"word": word, "parts": tuple(parts)})

    def _peek(self) -> str:
        return self._tokens[self._next] if self._next < len(self._tokens) else ""

    def _take_if(self, token: str) -> bool:
        if self._peek() != token:
            return False
        self._next += 1
        return True

    def _expect(self, token: str) -> None:
        if not self._take_if(token):
            raise self._error(f'"{token}"')

    def _error(self, expected: str) -> BadType:
        seen = f'"{self._peek()}"' if self._peek() else "its end"
        return BadType(f'type "{self._text}": found {seen}; expected {expected}')
