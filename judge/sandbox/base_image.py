"""The base of all runner images: Debian with Python and next to nothing else, made in one of two ways.

Where a registry answers, Debian's own image is taken and our packages are added to it. Where none
does (a class room, a machine behind a firewall), `mmdebstrap` makes the same from Debian's mirror.
Both run `finish.sh` last, which removes whatever was not asked for, and both end as one flat layer:
what is in the image does not depend on the way. `tests/sandbox/test_base_image.py` holds them to it.
"""

import os
import shutil
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from judge.errors import SandboxError
from judge.sandbox.image_build import Log, build, context_of, run

if TYPE_CHECKING:
    from docker import DockerClient

_CHANGES = [
    "ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    "ENV LANG=C.UTF-8",
    'CMD ["python3"]',
]


@dataclass(frozen=True)
class Release:
    """The Debian release of the base, as `base/image.toml` tells it."""

    suite: str
    python: str
    glibc: int

    @classmethod
    def load(cls, folder: Path) -> "Release":
        return cls(**tomllib.loads((folder / "image.toml").read_text(encoding="utf-8")))


@dataclass(frozen=True)
class Sources:
    """Where Debian comes from.

    Args:
        debian_image: image to start from; the release's slim image if None, and no registry is asked
            if empty.
        debian_mirror: address of a mirror for `mmdebstrap`, which knows Debian's own if None.
    """

    debian_image: str | None = None
    debian_mirror: str | None = None


def make_base(
    client: "DockerClient",
    folder: Path,
    reference: str,
    labels: dict[str, str],
    sources: Sources,
    log: Log,
) -> None:
    """Make the base image from `folder` and tag it `reference`.

    Raises:
        SandboxError: neither a registry nor a mirror gave a Debian.
    """
    release = Release.load(folder)
    start = f"debian:{release.suite}-slim" if sources.debian_image is None else sources.debian_image
    if start and _pulled(client, start, log):
        _from_registry(client, folder, start, reference, labels)
    else:
        _from_mirror(client, folder, release, reference, labels, sources.debian_mirror, log)


def _pulled(client: "DockerClient", image: str, log: Log) -> bool:
    from docker.errors import DockerException
    from requests.exceptions import RequestException

    try:
        client.images.pull(image)
    except (DockerException, RequestException) as error:
        reason = str(getattr(error, "explanation", None) or error)[-200:]
        log(f"no registry gives {image} ({reason}); using Debian's package mirror")
        return False
    return True


def _from_registry(
    client: "DockerClient", folder: Path, start: str, reference: str, labels: dict[str, str]
) -> None:
    with context_of({path.name: path for path in folder.iterdir() if path.is_file()}) as context:
        layered = build(client, context, {"DEBIAN_IMAGE": start}, labels={}, network="default")
    container = client.containers.create(layered, ["true"])
    try:
        # One flat layer: what finish.sh removed is gone, not merely hidden by an upper layer.
        exported = cast("Iterator[bytes]", container.export())  # the stubs say str
        _import(client, exported, reference, labels)
    finally:
        container.remove()
        client.images.remove(layered)


def _from_mirror(
    client: "DockerClient",
    folder: Path,
    release: Release,
    reference: str,
    labels: dict[str, str],
    mirror: str | None,
    log: Log,
) -> None:
    _require_mmdebstrap(log)
    log(f"bootstrapping Debian {release.suite}; this takes about half a minute")
    with tempfile.TemporaryDirectory(prefix="coderound-base-") as scratch:
        archive = Path(scratch) / "base.tar"
        command = [
            "mmdebstrap",
            "--variant=apt",
            # /usr is merged before anything is unpacked, as usr-is-merged (packages.txt) demands.
            "--hook-dir=/usr/share/mmdebstrap/hooks/maybe-merged-usr",
            f"--include={','.join(_packages(folder))}",
            '--aptopt=Acquire::Languages "none"',
            "--skip=cleanup/apt",  # finish.sh does it, and mmdebstrap would leave traces of doing it again
            # Fed by standard input: in its user-namespace mode mmdebstrap may not reach our folder.
            '--customize-hook=cat "$CODEROUND_BASE/packages.txt" >"$1/var/tmp/packages.txt"',
            '--customize-hook=chroot "$1" sh -s /var/tmp/packages.txt <"$CODEROUND_BASE/finish.sh"',
            '--customize-hook=rm "$1/var/tmp/packages.txt"',
            release.suite,
            str(archive),
            *([mirror] if mirror else []),
        ]
        environment = os.environ | {"CODEROUND_BASE": str(folder)}
        run(command, "Debian could not be bootstrapped", environment)
        with archive.open("rb") as stream:
            # In chunks of ours: given a file, the SDK announces chunks and then sends none.
            _import(client, iter(lambda: stream.read(1 << 20), b""), reference, labels)


def _packages(folder: Path) -> list[str]:
    lines = (folder / "packages.txt").read_text(encoding="utf-8").splitlines()
    return [word for line in lines for word in line.partition("#")[0].split()]


def _require_mmdebstrap(log: Log) -> None:
    if shutil.which("mmdebstrap"):
        return
    install = ["apt-get", "install", "--yes", "--no-install-recommends", "mmdebstrap"]
    become_root = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
    log("installing mmdebstrap")
    try:
        for step in (["apt-get", "update"], install):
            run([*become_root, *step], "mmdebstrap could not be installed")
    except SandboxError as error:
        raise SandboxError(
            "no registry answers, and mmdebstrap, which does without one, is not installed; run: "
            f"sudo apt-get update && sudo {' '.join(install)}\n{error}"
        ) from error


def _import(
    client: "DockerClient", chunks: Iterator[bytes], reference: str, labels: dict[str, str]
) -> None:
    repository, _, tag = reference.rpartition(":")
    changes = [*_CHANGES, *(f'LABEL {key}="{value}"' for key, value in labels.items())]
    answer = client.api.import_image_from_stream(
        chunks, repository=repository, tag=tag, changes=changes
    )
    if '"error"' in answer:
        raise SandboxError(f"{reference}: the engine refused the file system: {answer[-500:]}")
