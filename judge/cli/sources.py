"""The solution that `judge run` was given: a file, a folder, or stdin."""

import sys
from pathlib import Path

from judge.model.language import PYTHON3, language_named
from judge.model.problem import Problem
from judge.model.submission import Submission
from judge.package.submissions import submission_of_path, submission_of_source

STDIN = "-"


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
