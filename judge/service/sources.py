"""Source that somebody sent, as a submission that the problem takes."""

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from judge.errors import NotSupported, SubmissionRejected
from judge.model.language import LANGUAGES, Language, language_named
from judge.model.stored import ProblemVersion, StoredFile
from judge.model.submission import SourceFile, Submission
from judge.package.submissions import SubmissionRules, checked_submission
from judge.service.texts import checked_text, cut
from judge.store.port import Transaction

_ORIGIN = "the solution"
_MAX_NAME = 255


@dataclass(frozen=True)
class NewFile:
    """A source file as it was sent; nothing is checked yet."""

    name: str
    content: str


@dataclass(frozen=True)
class NewSource:
    """A solution as it was sent; nothing is checked yet.

    Attributes:
        problem: its name.
        source: of a solution of one file; otherwise `files` are given.
        entry: which of `files` is run or imported; None if their names tell.
    """

    problem: str
    language: str
    source: str | None = None
    files: tuple[NewFile, ...] | None = None
    entry: str | None = None


def checked_source(new: NewSource, version: ProblemVersion) -> Submission:
    """A solution as it will be judged.

    Raises:
        SubmissionRejected: its language, files or size are not what the problem takes.
    """
    language = _language(new.language)
    manifest = version.manifest
    rules = SubmissionRules(
        problem=version.problem,
        languages=manifest.languages,
        max_source_bytes=manifest.max_source_bytes,
        driver=manifest.driver,
    )
    files, entry = _files(new, language)
    return checked_submission(files, entry, language, rules, _ORIGIN)


def keep_files(tx: Transaction, submission: Submission) -> tuple[StoredFile, ...]:
    """Keep the contents of a solution's files."""
    return tuple(
        StoredFile(name=file.name, digest=tx.blobs.put(file.content)) for file in submission.files
    )


def _language(code: str) -> Language:
    try:
        return language_named(code)
    except NotSupported:
        raise SubmissionRejected(
            f"language {cut(code)} is not supported; supported are: {', '.join(LANGUAGES)}"
        ) from None


def _files(new: NewSource, language: Language) -> tuple[Sequence[SourceFile], str | None]:
    """The files, and the entry as far as it is stated."""
    if (new.source is None) == (new.files is None):
        raise SubmissionRejected("source and files: expected one of them")
    if new.files is not None:
        entry = None if new.entry is None else checked_text("entry", new.entry, _MAX_NAME)
        return [_file(each) for each in new.files], entry
    if new.entry is not None:
        raise SubmissionRejected("entry: source is a single file, which is run; expected no entry")
    return [_file(NewFile(language.source_name, new.source or ""))], language.source_name


def _file(new: NewFile) -> SourceFile:
    try:
        new.name.encode()
        return SourceFile(name=new.name, content=new.content.encode())
    except UnicodeEncodeError:
        raise SubmissionRejected(
            f"{_ORIGIN}: {cut(new.name)} holds an unpaired surrogate, which is not text"
        ) from None
    except ValidationError:
        raise SubmissionRejected(
            f"{_ORIGIN}: {cut(new.name)} is not a relative file name below its folder"
        ) from None
