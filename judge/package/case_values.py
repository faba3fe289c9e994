"""Inputs and answers of `function` and `class` packages: are they what the signature asks for?"""

import json

from judge.errors import PackageError
from judge.model.problem import ProblemKind, Signature
from judge.model.values import MalformedValue, PlainValue, decode
from judge.package.fields import show


def check_input(kind: ProblemKind, signature: Signature, data: bytes, where: str) -> None:
    """Check a test's input; `where` names its file in messages.

    Raises:
        PackageError: it is not one JSON value, or not of the form its kind asks for.
    """
    given = _decode(data, where)
    if kind is ProblemKind.FUNCTION:
        _check_arguments(given, signature, where)
    else:
        _check_operations(given, signature, where)


def check_answer(kind: ProblemKind, data: bytes, answer: bytes, where: str) -> None:
    """Check a test's answer to the checked input `data`; `where` names the answer's file.

    Raises:
        PackageError: it is not one JSON value, or does not go with the input.
    """
    expected = _decode(answer, where)
    if kind is ProblemKind.CLASS:
        given = decode(data)
        assert isinstance(given, list)
        _check_results(len(given), expected, where)


def _decode(data: bytes, where: str) -> PlainValue:
    try:
        return decode(data)
    except MalformedValue as error:
        raise PackageError(
            f"{where}{_line_of_error(data)}: {error}; expected one JSON value"
        ) from None


def _line_of_error(data: bytes) -> str:
    """`:line` of a JSON syntax error, or nothing if the fault is of another kind."""
    try:
        json.loads(data)
    except json.JSONDecodeError as error:
        return f":{error.lineno}"
    except (ValueError, RecursionError):
        return ""
    return ""


def _check_arguments(given: PlainValue, signature: Signature, where: str) -> None:
    names = list(signature.methods[signature.entry].parameters)
    if not isinstance(given, list) or len(given) != len(names):
        raise PackageError(
            f"{where}: holds {_counted(given)}; expected a JSON array of {len(names)} "
            f"arguments ({', '.join(names)})"
        )


def _check_operations(given: PlainValue, signature: Signature, where: str) -> None:
    if not isinstance(given, list) or not given:
        raise PackageError(
            f"{where}: holds {_counted(given)}; expected a JSON array of operations, "
            f'the first the constructor, such as [["{signature.entry}", []], ...]'
        )
    callable_names = [name for name in signature.methods if name != "__init__"]
    for number, operation in enumerate(given):
        here = f"{where}: operation {number + 1}"
        if not isinstance(operation, list) or len(operation) != 2:
            raise PackageError(f"{here} is {show(operation)}; expected [method, [argument, ...]]")
        name, arguments = operation
        expected = callable_names if number else [signature.entry]
        if not isinstance(name, str) or name not in expected:
            raise PackageError(f"{here} is {show(name)}; expected one of {', '.join(expected)}")
        names = list(signature.methods[name if number else "__init__"].parameters)
        if not isinstance(arguments, list) or len(arguments) != len(names):
            raise PackageError(
                f"{here} ({name}) has {_counted(arguments)}; expected a JSON array of "
                f"{len(names)} arguments ({', '.join(names)})"
            )


def _check_results(count: int, expected: PlainValue, where: str) -> None:
    if not isinstance(expected, list) or len(expected) != count:
        raise PackageError(
            f"{where}: holds {_counted(expected)}; expected a JSON array of {count} "
            "results, one for each operation"
        )
    if expected[0] is not None:
        raise PackageError(
            f"{where}: the first result is {show(expected[0])}; expected null, "
            "because a constructor returns nothing"
        )


def _counted(value: PlainValue) -> str:
    return f"an array of {len(value)}" if isinstance(value, list) else show(value)
