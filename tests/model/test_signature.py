"""Type words of signatures."""

import pytest

from judge.model.signature import (
    ArrayType,
    BadType,
    ContainerType,
    LongTupleType,
    OptionalType,
    SimpleType,
    TensorType,
    holds_tensor,
    parse_type,
)

INT = SimpleType(word="int")
STR = SimpleType(word="str")


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        ("int", INT),
        (" int ", INT),
        ("None", SimpleType(word="None")),
        ("list[int]", ContainerType(word="list", parts=(INT,))),
        ("dict[str, int]", ContainerType(word="dict", parts=(STR, INT))),
        ("tuple[int, str]", ContainerType(word="tuple", parts=(INT, STR))),
        ("tuple[int, ...]", LongTupleType(element=INT)),
        ("ndarray[float64]", ArrayType(dtype="float64")),
        ("tensor[bool]", TensorType(dtype="bool")),
        ("int | None", OptionalType(of=INT)),
        (
            "list[tuple[int, str] | None]",
            ContainerType(
                word="list", parts=(OptionalType(of=ContainerType(word="tuple", parts=(INT, STR))),)
            ),
        ),
    ],
)
def test_type_words_are_read_into_nested_values(text: str, parsed: object) -> None:
    assert parse_type(text) == parsed


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "found its end; expected one of int"),
        ("List[int]", 'found "List"; expected one of int'),
        ("list", 'found its end; expected "["'),
        ("list[int", 'found its end; expected "]"'),
        ("list[int]]", 'found "]"; expected the end'),
        ("dict[str]", "dict takes 2 types, got 1"),
        ("list[int, int]", "list takes 1 types, got 2"),
        ("int | str", 'found "str"; expected "None"'),
        ("ndarray[object]", 'found "object"; expected one of the dtypes'),
        ("int$", 'unexpected "$"'),
        ("list[" * 30 + "int" + "]" * 30, "nested more than 20 deep"),
    ],
)
def test_other_words_are_refused_with_what_was_expected(text: str, complaint: str) -> None:
    with pytest.raises(BadType) as raised:
        parse_type(text)
    assert complaint in str(raised.value)


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("tensor[float32]", True),
        ("dict[str, tensor[int64]]", True),
        ("list[tuple[tensor[bool], ...] | None]", True),
        ("dict[str, list[ndarray[bool]]]", False),
        ("int", False),
    ],
)
def test_a_tensor_is_found_wherever_it_stands_in_a_type(text: str, holds: bool) -> None:
    assert holds_tensor(parse_type(text)) is holds
