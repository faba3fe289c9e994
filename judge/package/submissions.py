"""Files of a candidate, or of a package's example, read into a `Submission`."""

import os
import stat
from collections.abc import Sequence
from pathlib import Path

from judge.errors import SubmissionRejected
from judge.model.base import Value
from judge.model.language import LANGUAGES, PYTHON3, Language, language_of_file
from judge.model.problem import Problem
from judge.model.submission import SourceFile, Submission
from judge.package.examples import entry_of
from judge.package.fields import shown
from judge.package.package import Example
from judge.package.tree import files_below

MAX_FILES = 200
DRIVER = "__main__.py"
"""A file of this name in `include/` is run instead of the submission's own entry."""


class SubmissionRules(Value):
    """What a problem takes.

    Attributes:
        problem: its name.
        languages: codes.
        max_source_bytes: of all files together.
        driver: the file that is run whatever is submitted, or None.
    """

    problem: str
    languages: tuple[str, ...]
    max_source_bytes: int
    driver: str | None


def driver_of(included_files: dict[str, Path]) -> str | None:
    """The included file that is run whatever is submitted, if there is one."""
    return DRIVER if DRIVER in included_files else None


def submission_of_path(
    path: Path, problem: Problem, language: Language | None = None
) -> Submission:
    """A submission from a file, or from a folder with several.

    Args:
        language: of a file whose ending does not tell; None to go by the ending.

    Raises:
        SubmissionRejected: it is missing, empty, too large, not text, or in a language that the
            problem does not take.
    """
    return found_submission(path, _rules(problem), language)


def found_submission(path: Path, rules: SubmissionRules, language: Language | None) -> Submission:
    """`submission_of_path` for a problem that is known by its rules only.

    Raises:
        SubmissionRejected: see `submission_of_path`.
    """
    if not path.exists():
        raise SubmissionRejected(f"{shown(path)}: no such file; expected a solution")
    if path.is_dir():
        return _submission_of_folder(path, rules)
    language = language or language_of_file(path.name)
    if language is None:
        suffixes = ", ".join(suffix for each in LANGUAGES.values() for suffix in each.suffixes)
        raise SubmissionRejected(
            f'{shown(path)}: the ending "{path.suffix}" belongs to no language; expected {suffixes}'
        )
    content = _read_limited(path, rules.max_source_bytes)
    return single_submission(content, language, rules, shown(path))


def submission_of_source(
    content: bytes, problem: Problem, language: Language = PYTHON3, *, origin: str = "the solution"
) -> Submission:
    """A submission of one file whose content is at hand, from stdin or a request.

    Args:
        origin: what messages call it.

    Raises:
        SubmissionRejected: see `submission_of_path`.
    """
    return single_submission(content, language, _rules(problem), origin)


def single_submission(
    content: bytes, language: Language, rules: SubmissionRules, origin: str
) -> Submission:
    """`submission_of_source` for a problem that is known by its rules only.

    Raises:
        SubmissionRejected: see `submission_of_path`.
    """
    file = SourceFile(name=language.source_name, content=content)
    return checked_submission((file,), language.source_name, language, rules, origin)


def submission_of_example(example: Example, problem: Problem) -> Submission:
    """One of the package's own examples, which has a language and an entry.

    Raises:
        SubmissionRejected: see `submission_of_path`.
    """
    language = LANGUAGES[example.language or ""]
    files = tuple(
        SourceFile(name=name, content=path.read_bytes()) for name, path in example.files.items()
    )
    return checked_submission(files, example.entry, language, _rules(problem), shown(example.path))


def _submission_of_folder(folder: Path, rules: SubmissionRules) -> Submission:
    paths = files_below(folder)
    _refuse_many(len(paths), shown(folder))
    limit = rules.max_source_bytes
    files = tuple(
        SourceFile(name=name, content=_read_limited(path, limit)) for name, path in paths.items()
    )
    if not files:
        raise SubmissionRejected(f"{shown(folder)}: an empty folder; expected a solution in it")
    return checked_submission(files, None, PYTHON3, rules, shown(folder))


def _read_limited(path: Path, limit: int) -> bytes:
    """At most one byte more than is allowed, so that no file fills our memory."""
    try:
        # A pipe or device might never end, and opening one might never return.
        if not stat.S_ISREG(path.stat().st_mode):
            raise SubmissionRejected(f"{shown(path)}: not a regular file; expected a solution")
        with path.open("rb") as file:
            return file.read(limit + 1)
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        raise SubmissionRejected(f"{shown(path)}: cannot be read: {reason}") from None


def _rules(problem: Problem) -> SubmissionRules:
    return SubmissionRules(
        problem=problem.name,
        languages=problem.languages,
        max_source_bytes=problem.max_source_bytes,
        driver=driver_of(problem.included_files),
    )


def checked_submission(
    files: Sequence[SourceFile],
    entry: str | None,
    language: Language,
    rules: SubmissionRules,
    origin: str,
) -> Submission:
    """Files as a submission, if the problem takes them.

    Args:
        entry: the file that is run or imported; None if their names tell.
        origin: what messages call it.

    Raises:
        SubmissionRejected: see `submission_of_path`; also if two files have one name.
    """
    if language.code not in rules.languages:
        raise SubmissionRejected(
            f"{origin}: {rules.problem} takes no {language.title}; "
            f"it takes {', '.join(rules.languages)}"
        )
    _refuse_many(len(files), origin)
    names = [file.name for file in files]
    _check_names(names, origin)
    entry = rules.driver or _entry(names, entry, origin)
    size = sum(len(file.content) for file in files)
    if size > rules.max_source_bytes:
        raise SubmissionRejected(
            f"{origin}: more than the {rules.max_source_bytes} bytes that this problem takes"
        )
    for file in files:
        where = origin if len(files) == 1 else f"{origin}: {file.name}"
        if file.name.endswith(language.suffixes):
            _check_text(file.content, where)
    if not any(file.content.removeprefix(b"\xef\xbb\xbf").strip() for file in files):
        raise SubmissionRejected(f"{origin}: empty; expected a solution")
    return Submission(
        problem=rules.problem, language=language.code, files=tuple(files), entry=entry
    )


def _refuse_many(count: int, origin: str) -> None:
    if count > MAX_FILES:
        raise SubmissionRejected(f"{origin}: {count} files; expected at most {MAX_FILES}")


def _check_names(names: Sequence[str], origin: str) -> None:
    """No two files may want one place."""
    folders = {name[:end] for name in names for end, sign in enumerate(name) if sign == "/"}
    for index, name in enumerate(names):
        if name in folders or name in names[:index]:
            raise SubmissionRejected(
                f'{origin}: there are two files, or a file and a folder, "{name}"'
            )


def _entry(names: Sequence[str], stated: str | None, origin: str) -> str:
    entry = stated if stated is not None else entry_of(tuple(names))
    if entry is None:
        raise SubmissionRejected(
            f"{origin}: several Python files or none; expected __main__.py, main.py or "
            "solution.py to tell which one is run"
        )
    if entry not in names:
        raise SubmissionRejected(f"{origin}: there is no {entry} in it, which is to be run")
    return entry


def _check_text(content: bytes, where: str) -> None:
    """Python itself takes a byte-order mark and any line ends; NUL and other encodings it refuses."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise SubmissionRejected(
            f"{where}: byte {error.start} (0x{content[error.start]:02x}) is not UTF-8; "
            "save the file as UTF-8"
        ) from None
    if b"\0" in content:
        raise SubmissionRejected(
            f"{where}: byte {content.index(0)} is NUL; expected text encoded as UTF-8"
        )
