"""The solution that a command was given: a file, a folder, or stdin."""

import sys
from pathlib import Path
from typing import Any

from judge.errors import SubmissionRejected
from judge.model.language import LANGUAGES, PYTHON3, language_named
from judge.model.problem import Problem
from judge.model.submission import SourceFile, Submission
from judge.package.submissions import (
    SubmissionRules,
    found_submission,
    single_submission,
    submission_of_path,
    submission_of_source,
)

STDIN = "-"
MAX_SENT_BYTES = 8 * 2**20
"""What is read of a solution for a server, which says itself how much the problem takes."""


def read_submission(source: str, problem: Problem, language_code: str | None) -> Submission:
    """Read a solution.

    Args:
        source: path of a file or folder, or `-` for stdin.
        language_code: None to go by the file's name.

    Raises:
        SubmissionRejected: it is missing, empty, too large, or not what the problem takes.
        NotSupported: there is no such language.
    """
    language = language_named(language_code) if language_code else None
    if source == STDIN:
        # One byte more than is allowed tells that there are too many.
        content = sys.stdin.buffer.read(problem.max_source_bytes + 1)
        return submission_of_source(content, problem, language or PYTHON3, origin="stdin")
    return submission_of_path(Path(source), problem, language)


def read_program(problem: str, source: str, language_code: str | None) -> dict[str, Any]:
    """Read a solution as a server takes it.

    Args:
        problem: its name; what it takes is for the server to say.
        source, language_code: as for `read_submission`.

    Raises:
        SubmissionRejected: it is missing, empty, huge or not text, or nothing tells what is run.
        NotSupported: there is no such language.
    """
    language = language_named(language_code) if language_code else None
    rules = SubmissionRules(
        problem=problem, languages=tuple(LANGUAGES), max_source_bytes=MAX_SENT_BYTES, driver=None
    )
    if source == STDIN:
        content = sys.stdin.buffer.read(MAX_SENT_BYTES + 1)
        read = single_submission(content, language or PYTHON3, rules, "stdin")
    else:
        read = found_submission(Path(source), rules, language)
    document: dict[str, Any] = {"problem": problem, "language": read.language}
    if len(read.files) == 1 and not Path(source).is_dir():
        return document | {"source": _text(read.files[0])}
    files = [{"name": file.name, "content": _text(file)} for file in read.files]
    return document | {"files": files, "entry": read.entry}


def _text(file: SourceFile) -> str:
    try:
        return file.content.decode("utf-8")
    except UnicodeDecodeError:
        raise SubmissionRejected(
            f"{file.name}: is not UTF-8, and only text can be sent to a server"
        ) from None
