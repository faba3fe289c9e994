"""Files of a candidate, or of a package's example, read into a `Submission`."""

import os
import stat
from pathlib import Path

from judge.errors import SubmissionRejected
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
    if not path.exists():
        raise SubmissionRejected(f"{shown(path)}: no such file; expected a solution")
    if path.is_dir():
        return _submission_of_folder(path, problem)
    language = language or language_of_file(path.name)
    if language is None:
        suffixes = ", ".join(suffix for each in LANGUAGES.values() for suffix in each.suffixes)
        raise SubmissionRejected(
            f'{shown(path)}: the ending "{path.suffix}" belongs to no language; expected {suffixes}'
        )
    content = _read_limited(path, problem.max_source_bytes)
    return submission_of_source(content, problem, language, origin=shown(path))


def submission_of_source(
    content: bytes, problem: Problem, language: Language = PYTHON3, *, origin: str = "the solution"
) -> Submission:
    """A submission of one file whose content is at hand, from stdin or a request.

    Args:
        origin: what messages call it.

    Raises:
        SubmissionRejected: see `submission_of_path`.
    """
    file = SourceFile(name=language.source_name, content=content)
    return _checked((file,), language.source_name, language, problem, origin)


def submission_of_example(example: Example, problem: Problem) -> Submission:
    """One of the package's own examples, which has a language and an entry.

    Raises:
        SubmissionRejected: see `submission_of_path`.
    """
    language = LANGUAGES[example.language or ""]
    files = tuple(
        SourceFile(name=name, content=path.read_bytes()) for name, path in example.files.items()
    )
    return _checked(files, example.entry, language, problem, shown(example.path))


def _submission_of_folder(folder: Path, problem: Problem) -> Submission:
    paths = files_below(folder)
    if len(paths) > MAX_FILES:
        raise SubmissionRejected(
            f"{shown(folder)}: {len(paths)} files; expected at most {MAX_FILES}"
        )
    limit = problem.max_source_bytes
    files = tuple(
        SourceFile(name=name, content=_read_limited(path, limit)) for name, path in paths.items()
    )
    if not files:
        raise SubmissionRejected(f"{shown(folder)}: an empty folder; expected a solution in it")
    entry = entry_of(tuple(paths))
    if entry is None:
        raise SubmissionRejected(
            f"{shown(folder)}: several Python files or none; expected __main__.py, main.py or "
            "solution.py to tell which one is run"
        )
    return _checked(files, entry, PYTHON3, problem, shown(folder))


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


def _checked(
    files: tuple[SourceFile, ...], entry: str, language: Language, problem: Problem, origin: str
) -> Submission:
    if language.code not in problem.languages:
        raise SubmissionRejected(
            f"{origin}: {problem.name} takes no {language.title}; "
            f"it takes {', '.join(problem.languages)}"
        )
    if DRIVER in problem.included_files:
        entry = DRIVER
    elif entry not in [file.name for file in files]:
        raise SubmissionRejected(f"{origin}: there is no {entry} in it, which is to be run")
    size = sum(len(file.content) for file in files)
    if size > problem.max_source_bytes:
        raise SubmissionRejected(
            f"{origin}: more than the {problem.max_source_bytes} bytes that this problem takes"
        )
    for file in files:
        where = origin if len(files) == 1 else f"{origin}: {file.name}"
        if file.name.endswith(language.suffixes):
            _check_text(file.content, where)
    if not any(file.content.removeprefix(b"\xef\xbb\xbf").strip() for file in files):
        raise SubmissionRejected(f"{origin}: empty; expected a solution")
    return Submission(problem=problem.name, language=language.code, files=files, entry=entry)


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
