"""Taking packages in: those that authors upload, and the operator's own bank."""

import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from judge.errors import NotAllowed, PackageError, StoreError
from judge.model.ids import new_id
from judge.model.stored import JobKind, Priority, ProblemManifest, ProblemVersion, VersionState
from judge.model.users import Role, User
from judge.package.find import list_packages
from judge.package.load import load_package
from judge.package.tree import check_and_digest
from judge.service.admission import admit_job
from judge.service.archives import folder_in, pack, unpack
from judge.service.context import Service, note, require
from judge.service.jobs import new_job
from judge.service.manifest import manifest_of
from judge.service.problems import owns
from judge.service.texts import cut, is_problem_name
from judge.store.port import Transaction

MAX_YAML_BYTES = 1024 * 1024
"""Of one YAML file of an uploaded package; reading it takes a second for each megabyte."""


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
        unchanged: names of those that have a version with this content.
        refused: why a package was left out, by its name.
    """

    registered: tuple[str, ...]
    unchanged: tuple[str, ...]
    refused: dict[str, str]


@dataclass(frozen=True)
class _Content:
    """All that becomes of a package folder."""

    problem: str
    digest: str
    archive: bytes
    manifest: ProblemManifest


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
    require(user, Role.AUTHOR)
    if len(archive) > service.policy.max_package_bytes:
        raise PackageError(
            f"the archive is {len(archive)} bytes large; expected at most"
            f" {service.policy.max_package_bytes}"
        )
    problem = _name(archive, name)
    with service.store.read() as tx:
        _require_own(tx, user, problem)
    content = _unpacked(service, problem, archive)
    state = VersionState.VERIFYING if publish else VersionState.CHECKING
    with service.store.write() as tx:
        _require_own(tx, user, problem)
        same = _same(tx, content)
        if same is not None:
            return Uploaded(same, created=False, queued=True)
        admit_job(tx, service, user)
        version = _add(tx, service, content, user, state, JobKind.VERIFICATION)
        note(tx, service, user, "problem.upload", problem, version=version.number)
    queued = service.enqueue([(version.id, Priority.BULK)])
    return Uploaded(version, created=True, queued=queued)


def register_bank(
    service: Service, problems_dir: Path, lacking: Collection[str] = ()
) -> BankReport:
    """Publish the operator's own packages whose content is new.

    They need not pass verification first: whoever starts the service has put them there. A job on the
    queue builds each, for samples and a measured time limit. A broken package is reported and left out,
    and so is one whose name a user's problem has. An older version that is published again stays so,
    and so does one that an admin has uploaded.

    Args:
        lacking: runner images that are known to be missing; packages that need one are left out.
    """
    registered: list[str] = []
    unchanged: list[str] = []
    refused: dict[str, str] = {}
    for root in list_packages(problems_dir):
        try:
            (registered if _register(service, root, lacking) else unchanged).append(root.name)
        except PackageError as error:
            refused[root.name] = str(error)
        except OSError as error:
            refused[root.name] = f"{root}: cannot be read: {error.strerror}"
    return BankReport(tuple(registered), tuple(unchanged), refused)


def _register(service: Service, root: Path, lacking: Collection[str]) -> bool:
    """Register one package; False if its content is known."""
    problem, digest = root.name, check_and_digest(root)
    if not is_problem_name(problem):
        raise PackageError(_bad_name(problem))
    with service.store.read() as tx:
        owner = tx.problems.owner(problem)
        if any(version.digest == digest for version in tx.problems.versions_of(problem)):
            return False
    if owner is not None:
        raise PackageError(f"{problem}: a user's problem has this name; rename the package")
    content = _content(problem, root)
    image = content.manifest.image
    if image in lacking:
        raise PackageError(
            f"{problem}: needs the runner image {image}, which is not built; run `judge images build"
            f" {image}`, and start the service again"
        )
    with service.store.write() as tx:
        version = _add(tx, service, content, None, VersionState.VERIFYING, JobKind.BUILD)
        tx.problems.publish(version.id, VersionState.VERIFYING)
        note(tx, service, None, "problem.register", problem, version=version.number)
    service.enqueue([(version.id, Priority.BULK)])
    return True


def _name(archive: bytes, given: str | None) -> str:
    name = given if given is not None else folder_in(archive)
    if name is None:
        raise PackageError(
            "the archive holds the package without its folder, so nothing tells the problem's name;"
            " expected one folder of that name, or the name itself"
        )
    if not is_problem_name(name):
        raise PackageError(_bad_name(name))
    return name


def _bad_name(name: str) -> str:
    return (
        f"{cut(name)} is no name for a problem; expected up to 100 lower-case letters and digits, with"
        " dashes or underscores between words, such as two-sum"
    )


def _require_own(tx: Transaction, user: User, problem: str) -> None:
    if tx.problems.exists(problem) and not owns(tx, user, problem):
        raise NotAllowed(
            f"{problem} is somebody else's problem; choose another name, or ask an admin to upload it"
        )


def _unpacked(service: Service, problem: str, archive: bytes) -> _Content:
    with _scratch() as folder:
        root = folder / problem
        unpack(archive, root, max_bytes=service.policy.max_unpacked_bytes)
        try:
            _refuse_large_yaml(root)
            return _content(problem, root)
        except PackageError as error:
            # Where this host unpacks is nothing to its author.
            raise type(error)(str(error).replace(f"{folder.resolve()}/", "")) from None


@contextmanager
def _scratch() -> Iterator[Path]:
    try:
        with tempfile.TemporaryDirectory(prefix="coderound-upload-") as folder:
            yield Path(folder).resolve()
    except OSError as error:
        raise StoreError(
            f"a package cannot be unpacked below {tempfile.gettempdir()}: {error.strerror}; make it"
            " writable, free space on its disk, or set TMPDIR to another folder"
        ) from error


def _refuse_large_yaml(root: Path) -> None:
    for path in root.rglob("*.yaml"):
        if path.lstat().st_size > MAX_YAML_BYTES:
            raise PackageError(
                f"{path}: larger than the {MAX_YAML_BYTES} bytes a YAML file may have"
            )


def _content(problem: str, root: Path) -> _Content:
    package = load_package(root)
    return _Content(problem, package.digest, pack(package.root), manifest_of(package))


def _same(tx: Transaction, content: _Content) -> ProblemVersion | None:
    """A version with this content; one that was rejected may be tried again."""
    for version in tx.problems.versions_of(content.problem):
        if version.digest == content.digest and version.state is not VersionState.REJECTED:
            return version
    return None


def _add(
    tx: Transaction,
    service: Service,
    content: _Content,
    user: User | None,
    state: VersionState,
    kind: JobKind,
) -> ProblemVersion:
    now = service.clock()
    version = ProblemVersion(
        id=new_id(),
        problem=content.problem,
        number=tx.problems.next_number(content.problem),
        digest=content.digest,
        archive=tx.blobs.put(content.archive),
        state=state,
        manifest=content.manifest,
        created_by=None if user is None else user.id,
        created_at=now,
    )
    tx.problems.add_version(version)
    tx.jobs.add(new_job(version.id, kind, Priority.BULK, user, now))
    return version
