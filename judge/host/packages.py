"""Problem packages out of the store, ready to be judged.

    <data_dir>/cache/packages/<digest>/<problem>/     an unpacked package

A folder appears by one rename, so that it is whole or absent, and any number of workers of this host
may share it. What it holds is compared with the digest each time a worker begins to use it.
"""

import contextlib
import re
import shutil
import tempfile
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

from judge.errors import NotFound, PackageError, StoreError
from judge.host.held_cases import held_in_memory
from judge.judging.judge import box_spec
from judge.model.problem import Problem, cases_of
from judge.model.stored import ProblemManifest, ProblemVersion
from judge.package.build import build_problem
from judge.package.load import load_package
from judge.package.package import Package
from judge.sandbox.port import Sandbox
from judge.service.archives import unpack
from judge.service.manifest import sample
from judge.store.port import Store, Transaction

_FOLDER = re.compile(r"[^\s\"':]*/packages/[0-9a-f]{64}/")
_KEPT = 64
"""Problems that one worker keeps in mind."""


@dataclass(frozen=True)
class Loaded:
    """A package and the problem that it describes."""

    package: Package
    problem: Problem


class Packages:
    """The packages that one worker has used lately."""

    def __init__(self, store: Store, sandbox: Sandbox, cache_dir: Path) -> None:
        self._store, self._sandbox, self.cache_dir = store, sandbox, cache_dir
        self._loaded: OrderedDict[str, Loaded] = OrderedDict()
        self._versions: dict[str, ProblemVersion] = {}

    def version(self, tx: Transaction, version_id: str) -> ProblemVersion:
        """A version; once it is loaded, the store is not asked, for its content never changes.

        Raises:
            NotFound: there is none.
        """
        version = self._versions.get(version_id) or tx.problems.version(version_id)
        if version is None:
            raise NotFound(f"there is no version {version_id}")
        return version

    def load(self, version: ProblemVersion) -> Loaded:
        """A version's problem, built if it is the first time on this host.

        Raises:
            PackageError: it cannot be built, and never will be.
            StoreError: its archive cannot be had, or is damaged.
            SandboxError: it has to be built, and no box can be had.
        """
        loaded = self._loaded.get(version.id)
        if loaded is None:
            loaded = self._loaded[version.id] = self._load(version)
            self._versions[version.id] = version
            while len(self._loaded) > _KEPT:
                self.forget(next(iter(self._loaded)))
        self._loaded.move_to_end(version.id)
        return loaded

    def forget(self, version_id: str) -> None:
        """Load a version anew next time: something about it was wrong."""
        self._loaded.pop(version_id, None)
        self._versions.pop(version_id, None)

    def unpacked(self, version: ProblemVersion) -> Package:
        """A version's package on this host's disk, checked.

        Raises:
            PackageError, StoreError: as `load`.
        """
        place = self.cache_dir / "packages" / version.digest
        if place.is_dir():
            with contextlib.suppress(
                PackageError
            ):  # what a crash or a person left is not the author's
                package = load_package(place / version.problem)
                if package.digest == version.digest:
                    return package
            _remove(place)
        self._unpack(version, place)
        package = load_package(place / version.problem)
        if package.digest != version.digest:
            _remove(place)
            raise StoreError(
                f"{version.problem}, version {version.number}: the stored archive holds a package with"
                f" the digest {package.digest}; expected {version.digest}. Upload the package again"
            )
        return package

    def _load(self, version: ProblemVersion) -> Loaded:
        package = self.unpacked(version)
        problem = build_problem(package, self._sandbox, self.cache_dir)
        self._sandbox.prewarm(box_spec(problem))
        return Loaded(package, held_in_memory(problem))

    def _unpack(self, version: ProblemVersion, place: Path) -> None:
        with self._store.read() as tx:
            archive = tx.blobs.get(version.archive)
        if archive is None:
            raise StoreError(
                f"{version.problem}, version {version.number}: its archive {version.archive} is not in"
                " the store; upload the package again"
            )
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(prefix=".unpacking-", dir=place.parent) as scratch:
                whole = Path(scratch) / version.digest
                unpack(archive, whole / version.problem)
                with contextlib.suppress(OSError):  # another worker was faster, with the same files
                    whole.rename(place)
        except OSError as error:
            raise StoreError(
                f"{place.parent}: a package cannot be unpacked there: {error.strerror}; make it writable,"
                " or free space on its disk"
            ) from error


def built_manifest(version: ProblemVersion, problem: Problem) -> ProblemManifest:
    """What is shown of a version, with what is known once it was built: limits and samples."""
    samples = tuple(
        sample(case.name, case.read_input(), case.read_answer(), case.description)
        for case in cases_of(problem.data)
        if case.name.startswith("sample/")
    )
    return version.manifest.model_copy(update={"limits": problem.limits, "samples": samples})


def without_folders(text: str) -> str:
    """Words about a package without the folder that it lies in here, which is nothing to its author."""
    return _FOLDER.sub("", text)


def _remove(place: Path) -> None:
    """Take a damaged folder away, in one step for those who look at it."""
    aside = Path(tempfile.mkdtemp(prefix=".broken-", dir=place.parent))
    with contextlib.suppress(FileNotFoundError):
        place.rename(aside / "package")
    shutil.rmtree(aside, ignore_errors=True)
