"""Problems: looking at them, uploading packages, publishing versions, the operator's own bank."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from judge.model.stored import ProblemVersion
from judge.model.users import User
from judge.service.context import Service


@dataclass(frozen=True)
class Uploaded:
    """An uploaded version.

    Attributes:
        created: False if there was a version with the same content, which is returned instead.
        queued: False if the queue did not answer; the sweeper queues its verification then.
    """

    version: ProblemVersion
    created: bool
    queued: bool


@dataclass(frozen=True)
class BankReport:
    """What became of the operator's own packages.

    Attributes:
        registered: names of problems that have got a new published version.
        unchanged: names of those whose published version has this content.
        refused: why a package was left out, by its name.
    """

    registered: tuple[str, ...]
    unchanged: tuple[str, ...]
    refused: dict[str, str]


def list_problems(
    service: Service,
    *,
    search: str | None = None,
    tags: Sequence[str] = (),
    difficulty: str | None = None,
    after: str | None = None,
    limit: int,
) -> Sequence[ProblemVersion]:
    """Published versions by problem name, those after the name `after`.

    Args:
        search: in name and title, regardless of case.
        tags: all of them.
    """
    raise NotImplementedError


def get_problem(service: Service, problem: str) -> ProblemVersion:
    """The published version of a problem.

    Raises:
        NotFound: no problem of this name is published.
    """
    raise NotImplementedError


def get_starter(service: Service, problem: str, language: str) -> str:
    """What a problem gives to start from.

    Raises:
        NotFound: no such problem, or nothing for this language.
    """
    raise NotImplementedError


def upload(
    service: Service,
    user: User,
    archive: bytes,
    *,
    name: str | None = None,
    publish: bool = True,
) -> Uploaded:
    """Take in a package as a zip archive; it is verified on the queue.

    The first who uploads a problem owns it. Further versions are the owner's and the admins' to upload.

    Args:
        name: of the problem; needed where the archive does not hold one folder of that name.
        publish: whether it becomes the published version when it passes; otherwise it stays `verified`.

    Raises:
        NotAllowed: the user is no author, or the problem is somebody else's.
        PackageError: the archive or the package in it is not as it has to be.
        Conflict: somebody else uploads a version of it at the same moment.
        TooManyRequests: too much of this user's waits.
    """
    raise NotImplementedError


def list_versions(service: Service, user: User, problem: str) -> Sequence[ProblemVersion]:
    """All versions of a problem with what verifying them found, the latest first.

    Raises:
        NotFound: there is no such problem that this user may look into.
        NotAllowed: it is published, but somebody else's.
    """
    raise NotImplementedError


def get_version(service: Service, user: User, problem: str, number: int) -> ProblemVersion:
    """One version of a problem with what verifying it found.

    Raises:
        NotFound, NotAllowed: as `list_versions`; there is no version of this number.
    """
    raise NotImplementedError


def get_package(service: Service, user: User, problem: str, number: int) -> bytes:
    """A version's package as a zip archive. It holds the secret data.

    Raises:
        NotFound, NotAllowed: as `get_version`.
    """
    raise NotImplementedError


def publish(service: Service, user: User, problem: str, number: int) -> ProblemVersion:
    """Make a version that passed verification the published one; the one that was is retired.

    Raises:
        NotFound, NotAllowed: as `get_version`.
        Conflict: it is being verified, was rejected, or is published already.
    """
    raise NotImplementedError


def register_bank(service: Service, problems_dir: Path) -> BankReport:
    """Publish the operator's own packages whose content is not the published one.

    They need not pass verification first: whoever starts the service has put them there. A job on the
    queue builds each, for samples and a measured time limit. A broken package is reported and left out,
    and so is one whose name a user's problem has.
    """
    raise NotImplementedError
