"""What is shown of a problem, out of its package; nothing of its secret data."""

from collections.abc import Callable
from pathlib import Path
from typing import Literal

from judge.errors import CallerMistake, PackageError
from judge.model.stored import ProblemManifest, Sample
from judge.package.build import limits_of
from judge.package.examples import entry_of
from judge.package.fields import read_text
from judge.package.package import LiteralData, Package
from judge.package.submissions import driver_of
from judge.package.tree import files_below
from judge.service.texts import checked_line, checked_text, keepable

MAX_SAMPLE_BYTES = 64 * 1024
"""How much is shown of a sample's input or answer."""

MAX_STATEMENT_LENGTH = 512 * 1024
MAX_STARTER_LENGTH = 128 * 1024
MAX_TAGS = 50

_SAMPLE = "sample"
_FORMATS: dict[str, Literal["markdown", "latex", "pdf"]] = {
    ".md": "markdown",
    ".tex": "latex",
    ".pdf": "pdf",
}


def manifest_of(package: Package) -> ProblemManifest:
    """What can be shown of a package before anything of it has run.

    Samples are there if all their inputs and answers stand in the package; the limits, if the package
    states its time limit.

    Raises:
        PackageError: a text is too long, or holds what cannot be kept.
    """
    stated = package.limits.time_limit_ms
    return ProblemManifest(
        title=_line("title", package.title, 200),
        kind=package.kind,
        signature=package.signature,
        image=package.image,
        languages=("python3",),
        difficulty=package.difficulty,
        tags=_tags(package),
        source=None if package.source is None else _line("source", package.source, 200),
        statement=_statement(package),
        statement_format=_FORMATS[package.statement.suffix] if package.statement else None,
        starter=_starter(package),
        limits=None if stated is None else limits_of(package, stated),
        max_source_bytes=package.limits.code_bytes,
        max_score=package.scoring.correctness,
        driver=driver_of(package.included_files),
        samples=_samples(package),
    )


def sample(name: str, input_: bytes, answer: bytes, description: str | None) -> Sample:
    """A sample case as it is shown: as text, cut where it is very long."""
    return Sample(
        name=name,
        input=_shown(input_),
        answer=_shown(answer),
        description=None if description is None else keepable(description),
    )


def _samples(package: Package) -> tuple[Sample, ...] | None:
    found = []
    for case in package.cases:
        if case.group == _SAMPLE:
            input_, answer = _content(case.input), _content(case.answer)
            if input_ is None or answer is None:
                return None
            found.append(sample(case.name, input_, answer, case.description))
    return tuple(found)


def _content(data: object) -> bytes | None:
    """What stands in the package; None for what has to be made."""
    match data:
        case Path():
            return data.read_bytes()
        case LiteralData():
            return data.content
        case _:
            return None


def _shown(data: bytes) -> str:
    text = keepable(data[:MAX_SAMPLE_BYTES].decode("utf-8", "replace"))
    left = len(data) - MAX_SAMPLE_BYTES
    return f"{text}\n[{left} more bytes]" if left > 0 else text


def _statement(package: Package) -> str:
    if package.statement is None or package.statement.suffix == ".pdf":
        return ""
    return _text("statement", read_text(package.statement), MAX_STATEMENT_LENGTH)


def _starter(package: Package) -> dict[str, str]:
    """Starter code by language; of several files, the one that is run."""
    found = {}
    for language, path in package.starter.items():
        if path.is_dir():
            files = files_below(path)
            entry = entry_of(tuple(files))
            if entry is None:
                continue
            path = files[entry]
        found[language] = _text("starter code", read_text(path), MAX_STARTER_LENGTH)
    return found


def _tags(package: Package) -> tuple[str, ...]:
    if len(package.tags) > MAX_TAGS:
        raise PackageError(f"judge.yaml: {len(package.tags)} tags; expected at most {MAX_TAGS}")
    return tuple(_line("tag", tag, 50) for tag in package.tags)


def _line(what: str, text: str, max_length: int) -> str:
    return _as_package_error(checked_line, what, text, max_length)


def _text(what: str, text: str, max_length: int) -> str:
    return _as_package_error(checked_text, what, text, max_length)


def _as_package_error(
    check: Callable[[str, str, int], str], what: str, text: str, max_length: int
) -> str:
    try:
        return check(f"package's {what}", text, max_length)
    except CallerMistake as error:
        raise PackageError(str(error)) from None
