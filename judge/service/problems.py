"""Problems: looking at them, their versions, and which of those is published."""

from collections.abc import Sequence

from judge.errors import CallerMistake, Conflict, NotAllowed, NotFound, StoreError
from judge.model.stored import ProblemVersion, VersionState
from judge.model.users import Role, User
from judge.service.context import Service, may, note
from judge.service.texts import checked_text, cut, is_problem_name, not_found
from judge.store.port import Transaction

_MAX_TEXT = 200
_PUBLISHABLE = (VersionState.VERIFIED, VersionState.RETIRED)


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
    if after is not None and not is_problem_name(after):
        raise CallerMistake(f"the cursor {cut(after)} is none; expected one that a list has given")
    for text in (search or "", difficulty or "", *tags):
        checked_text("search", text, _MAX_TEXT)
    with service.store.read() as tx:
        return tx.problems.list_published(
            search=search, tags=tags, difficulty=difficulty, after=after, limit=limit
        )


def get_problem(service: Service, problem: str) -> ProblemVersion:
    """The published version of a problem.

    Raises:
        NotFound: no problem of this name is published.
    """
    if is_problem_name(problem):
        with service.store.read() as tx:
            version = tx.problems.published(problem)
        if version is not None:
            return version
    raise not_found("problem", problem)


def get_starter(service: Service, problem: str, language: str) -> str:
    """What a problem gives to start from.

    Raises:
        NotFound: no such problem, or nothing for this language.
    """
    starter = get_problem(service, problem).manifest.starter
    if language not in starter:
        raise NotFound(f"{problem} has no starter code for {cut(language)}")
    return starter[language]


def list_versions(service: Service, user: User, problem: str) -> Sequence[ProblemVersion]:
    """All versions of a problem with what verifying them found, the latest first.

    Raises:
        NotFound: there is no such problem that this user may look into.
        NotAllowed: it is published, but somebody else's.
    """
    with service.store.read() as tx:
        require_owner(tx, user, problem)
        return tx.problems.versions_of(problem)


def get_version(service: Service, user: User, problem: str, number: int) -> ProblemVersion:
    """One version of a problem with what verifying it found.

    Raises:
        NotFound, NotAllowed: as `list_versions`; there is no version of this number.
    """
    with service.store.read() as tx:
        return _version(tx, user, problem, number)


def get_package(service: Service, user: User, problem: str, number: int) -> bytes:
    """A version's package as a zip archive. It holds the secret data.

    Raises:
        NotFound, NotAllowed: as `get_version`.
    """
    with service.store.read() as tx:
        version = _version(tx, user, problem, number)
        archive = tx.blobs.get(version.archive)
    if archive is None:
        raise StoreError(f"{problem}, version {number}: its archive is not in the store")
    return archive


def publish(service: Service, user: User, problem: str, number: int) -> ProblemVersion:
    """Make a version that passed verification the published one; the one that was is retired.

    Raises:
        NotFound, NotAllowed: as `get_version`.
        Conflict: it is being verified, was rejected, or is published already.
    """
    with service.store.write() as tx:
        version = _version(tx, user, problem, number)
        if version.state not in _PUBLISHABLE or not tx.problems.publish(version.id, version.state):
            raise Conflict(
                f"{problem}, version {number} is {version.state}; expected one that is verified or was"
                " published before"
            )
        note(tx, service, user, "problem.publish", problem, version=number)
        return version.model_copy(update={"state": VersionState.PUBLISHED})


def require_owner(tx: Transaction, user: User | None, problem: str) -> None:
    """Demand that a user may see and change everything about a problem.

    Raises:
        NotFound: there is no such problem that this user may know of.
        NotAllowed: it is published, but somebody else's.
    """
    if not is_problem_name(problem) or not tx.problems.exists(problem):
        raise not_found("problem", problem)
    if owns(tx, user, problem):
        return
    if tx.problems.published(problem) is None:
        raise not_found("problem", problem)
    raise NotAllowed(f"{problem} is not yours; this is for its owner and for admins")


def owns(tx: Transaction, user: User | None, problem: str) -> bool:
    """Whether a user may see and change everything about a problem."""
    if user is None or user.role is Role.ADMIN:
        return True
    return may(user, Role.AUTHOR) and tx.problems.owner(problem) == user.id


def _version(tx: Transaction, user: User, problem: str, number: int) -> ProblemVersion:
    require_owner(tx, user, problem)
    found = next((each for each in tx.problems.versions_of(problem) if each.number == number), None)
    if found is None:
        raise NotFound(f"{problem} has no version {number}")
    return found
