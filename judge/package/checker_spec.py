"""Which checker a package asks for, and with which flags."""

import math
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from judge.errors import NotSupported, PackageError
from judge.model.checker import CheckerSpec, ProgramSpec, TokensSpec
from judge.package.fields import Fields, show, shown
from judge.package.program import find_python_program
from judge.package.tree import entries

COMPARE_WORDS = (
    "exact", "unordered", "set_of_sets", "numeric", "clusters", "tokens", "checker",
)  # fmt: skip
_SPEC: TypeAdapter[CheckerSpec] = TypeAdapter(CheckerSpec)
_TOLERANCES = {
    "float_tolerance": ("float_absolute_tolerance", "float_relative_tolerance"),
    "float_absolute_tolerance": ("float_absolute_tolerance",),
    "float_relative_tolerance": ("float_relative_tolerance",),
}


def output_validator(root: Path, legacy: bool) -> ProgramSpec | None:
    """The package's own output validator, if it has one.

    Raises:
        NotSupported: it is not a Python program, or there are several of them.
    """
    folder = root / ("output_validators" if legacy else "output_validator")
    programs = entries(folder)
    if not programs:
        return None
    if legacy and len(programs) > 1:
        names = ", ".join(path.name for path in programs)
        raise NotSupported(
            f"{shown(folder)}: several output validators ({names}); supported is one"
        )
    # 2025-09 calls the folder itself the program; some packages put a folder of their own into it.
    alone = len(programs) == 1 and (legacy or programs[0].is_dir())
    program = find_python_program(programs[0] if alone else folder, "output validator")
    files = tuple((name, path.read_bytes()) for name, path in program.files.items())
    return ProgramSpec(files=files, entry=program.entry)


def tokens_spec(flags: tuple[str, ...], where: str) -> TokensSpec:
    """The default output validator with these arguments.

    Raises:
        PackageError: a flag is unknown, repeated, lacks its number or contradicts another.
    """
    found: dict[str, Any] = {}
    words = iter(flags)
    seen: set[str] = set()
    for word in words:
        if word in seen:
            raise PackageError(f'{where}: the flag "{word}" is given twice')
        seen.add(word)
        if word in ("case_sensitive", "space_change_sensitive"):
            found[word] = True
        elif word in _TOLERANCES:
            found.update(dict.fromkeys(_TOLERANCES[word], _tolerance(word, next(words, ""), where)))
        else:
            raise PackageError(
                f'{where}: unknown flag "{word}" for the default output validator; expected '
                "case_sensitive, space_change_sensitive or " + ", ".join(_TOLERANCES)
            )
    if "float_tolerance" in seen and len(seen & set(_TOLERANCES)) > 1:
        raise PackageError(f"{where}: float_tolerance stands beside another float tolerance")
    return TokensSpec(**found)


def _tolerance(flag: str, text: str, where: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not value >= 0 or math.isinf(value):
        raise PackageError(f"{where}: {flag} {show(text)}; expected a number, such as 1e-6")
    return value


def with_flags(checker: CheckerSpec, flags: tuple[str, ...], where: str) -> CheckerSpec:
    """The problem's checker with other arguments, for one test or group.

    Raises:
        PackageError: the checker takes no arguments, or not these.
    """
    if isinstance(checker, ProgramSpec):
        return checker.model_copy(update={"args": flags})
    if isinstance(checker, TokensSpec):
        return tokens_spec(flags, where)
    raise PackageError(
        f"{where}: output_validator_args given, but compare is {checker.kind}, "
        "which takes none; expected compare tokens or checker"
    )


def read_compare(fields: Fields, validator: ProgramSpec | None, default: str) -> CheckerSpec:
    """The key `compare` of judge.yaml: a word, or one word with its parameters.

    Raises:
        PackageError: it is neither, or it contradicts what the package holds.
    """
    value = fields.raw("compare")
    word, parameters = _word_and_parameters(fields, default if value is None else value)
    if validator is not None and word != "checker":
        raise fields.problem("compare", "checker, because the package has an output_validator/")
    if word == "checker":
        if validator is None:
            raise fields.problem("compare", "an output_validator/ in the package to go with it")
        return validator
    try:
        return _SPEC.validate_python({"kind": word, **parameters})
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in ("compare", word, *first["loc"][1:]))
        raise PackageError(
            f"{shown(fields.path)}: {key} is {show(first['input'])}; {first['msg']}"
        ) from None


def _word_and_parameters(fields: Fields, value: Any) -> tuple[str, dict[str, Any]]:
    if isinstance(value, dict) and len(value) == 1:
        ((word, parameters),) = value.items()
        parameters = {} if parameters is None else parameters
    else:
        word, parameters = value, {}
    if word not in COMPARE_WORDS or not isinstance(parameters, dict):
        raise fields.problem(
            "compare",
            f"one of {', '.join(COMPARE_WORDS)}, or one with parameters such as "
            "{numeric: {rtol: 1.0e-6}}",
        )
    if word == "checker" and parameters:
        raise fields.problem("compare", "no parameters; use output_validator_args in the data")
    if "kind" in parameters or not all(isinstance(key, str) for key in parameters):
        raise fields.problem("compare", "parameters of that checker")
    return word, parameters
