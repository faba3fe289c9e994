"""Runner images on this host: building, listing, removing. What they are called: image_stages.py."""

import contextlib
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from judge.errors import (
    CallerMistake,
    EngineUnavailable,
    ImageMissing,
    JudgeError,
    SandboxError,
)
from judge.sandbox.base_image import Release, Sources, make_base
from judge.sandbox.image_build import Log, build, context_of, run
from judge.sandbox.image_stages import (
    IMAGE_NAMES,
    REPOSITORY,
    RUNNER_IMAGES,
    STANDARD_IMAGES,
    Stage,
    image_reference,
    stages_of,
)

__all__ = [
    "IMAGE_NAMES",
    "STANDARD_IMAGES",
    "ImageInfo",
    "build_image",
    "connect",
    "image_reference",
    "list_images",
    "remove_images",
    "require_image",
]

if TYPE_CHECKING:
    from docker import DockerClient

# What another checkout on this host built lately may be wanted again in a minute.
_KEEP_OLD_FOR = timedelta(days=1)


@dataclass(frozen=True)
class ImageInfo:
    """One of our images on this host; size and time are None as long as it is not built."""

    name: str
    reference: str
    built: bool
    size_bytes: int | None
    created: datetime | None


def require_image(client: "DockerClient", name: str, *, folder: Path = RUNNER_IMAGES) -> str:
    """The reference of an image that is there.

    Raises:
        NotFound: there is no image of that name.
        ImageMissing: it is not built, or not from these sources.
    """
    reference = image_reference(name, folder=folder)
    if not _is_built(client, reference):
        raise ImageMissing(
            f"runner image {name}: {reference} is not on this host; run: judge images build {name}"
        )
    return reference


def list_images(*, folder: Path = RUNNER_IMAGES) -> list[ImageInfo]:
    """All images of ours in the state they have on this host.

    Raises:
        EngineUnavailable: no engine answers.
    """
    client = connect()
    try:
        return [_info(client, name, folder) for name in IMAGE_NAMES]
    finally:
        client.close()


def build_image(
    name: str, log: Log, *, folder: Path = RUNNER_IMAGES, sources: Sources | None = None
) -> str:
    """Build an image and what it stands on, unless it is there; return its reference.

    Raises:
        NotFound: there is no image of that name.
        EngineUnavailable: no engine answers.
        SandboxError: a step failed.
    """
    from docker.errors import DockerException

    stages = stages_of(name, folder, None)
    client = connect()
    try:
        if not _is_built(client, stages[-1].reference):
            for stage in stages:
                if not _is_built(client, stage.reference):
                    log(f"building {stage.reference}")
                    _build_stage(client, stage, folder, sources or Sources(), log)
            _smoke(client, name, stages[-1].reference, folder, log)
            for stage in stages:
                _remove_older(client, stage, log)
        return stages[-1].reference
    except DockerException as error:
        raise SandboxError(f"runner image {name} could not be built: {error}") from error
    finally:
        client.close()


def remove_images(log: Log) -> None:
    """Remove every image of ours from this host, and every container made of one.

    Raises:
        EngineUnavailable: no engine answers.
        SandboxError: something could not be removed.
    """
    from docker.errors import DockerException, NotFound

    client = connect()
    try:
        tags = [tag for image in client.images.list() for tag in image.tags]
        ours = [tag for tag in tags if tag.startswith(f"{REPOSITORY}/")]
        for tag in ours:
            for container in client.containers.list(
                all=True, filters={"ancestor": tag}, ignore_removed=True
            ):
                # A box whose owner ends removes itself meanwhile.
                with contextlib.suppress(NotFound):
                    container.remove(force=True)
        for tag in ours:
            client.images.remove(tag)
            log(f"removed {tag}")
    except DockerException as error:
        raise SandboxError(f"images could not be removed: {error}") from error
    finally:
        client.close()


def connect() -> "DockerClient":
    """A client of the engine that the environment names (`DOCKER_HOST`), or of the local one.

    Raises:
        EngineUnavailable: it does not answer, or does not let us in.
    """
    import docker
    from docker.errors import DockerException
    from requests.exceptions import RequestException

    try:
        client = docker.from_env(timeout=10)
        client.ping()
    except (DockerException, RequestException) as error:
        raise EngineUnavailable(
            f"no Docker engine answers ({error}); start one, or run scripts/setup, which does"
        ) from error
    # Building and removing may take minutes in which the engine says nothing.
    client.api.timeout = 600
    return client


def _build_stage(
    client: "DockerClient", stage: Stage, folder: Path, sources: Sources, log: Log
) -> None:
    labels = {"coderound.image": stage.repository}
    if stage.parent is None:
        make_base(client, folder / "base", stage.reference, labels, sources, log)
        return
    arguments = {"PARENT": stage.parent.reference}
    with tempfile.TemporaryDirectory(prefix="coderound-image-") as scratch:
        if stage.repository.endswith("-stack"):
            entries = {path.name: path for path in stage.sources}
            if "requirements.txt" in entries:
                release = Release.load(folder / "base")
                entries["site-packages"] = _unpack_wheels(
                    entries["requirements.txt"], release, stage.machine, Path(scratch)
                )
                if "leave-out.txt" in entries:
                    _leave_out(entries["leave-out.txt"], entries["site-packages"])
        else:
            entries = {"Dockerfile": stage.sources[0], "agent": stage.sources[1]}
        with context_of(entries) as context:
            build(client, context, arguments, labels=labels, tag=stage.reference)


def _unpack_wheels(requirements: Path, release: Release, machine: str, scratch: Path) -> Path:
    """Fetch and unpack wheels for the Python of the base, with the pip of the host."""
    target = scratch / "site-packages"
    newest_first = [f"manylinux_2_{minor}_{machine}" for minor in range(release.glibc, 16, -1)]
    command = [
        *(sys.executable, "-m", "pip", "install", "--quiet", "--no-input", "--no-compile"),
        *("--disable-pip-version-check", "--no-deps", "--only-binary=:all:"),
        *("--implementation=cp", f"--python-version={release.python}"),
        *(f"--platform={tag}" for tag in [*newest_first, f"manylinux2014_{machine}"]),
        *(f"--target={target}", f"--requirement={requirements}"),
    ]
    run(
        command, f"{requirements}: the wheels could not be fetched (docs/images.md says from where)"
    )
    # Entry points start with the path of the host's Python.
    shutil.rmtree(target / "bin", ignore_errors=True)
    return target


def _leave_out(patterns: Path, folder: Path) -> None:
    """Remove what matches one of the patterns from what was unpacked: an image is built of the rest."""
    for line in patterns.read_text(encoding="utf-8").splitlines():
        pattern = line.partition("#")[0].strip()
        for path in list(folder.glob(pattern)) if pattern else []:
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)


def _smoke(client: "DockerClient", name: str, reference: str, folder: Path, log: Log) -> None:
    """Run an image's smoke program; an image that fails it is taken away again."""
    from docker.errors import ContainerError

    program = folder / name / "smoke.py"
    if not program.exists():
        return
    try:
        said = client.containers.run(
            reference,
            ["python3", "-c", program.read_text(encoding="utf-8")],
            remove=True,
            network_mode="none",
            read_only=True,
            user="65534:65534",
            tmpfs={"/tmp": ""},  # as in a box
        )
    except ContainerError as error:
        client.images.remove(reference)
        raise SandboxError(f"{reference} was built and fails {program}: {error}") from error
    log(f"{reference}: {said.decode(errors='replace').strip()}")


def _remove_older(client: "DockerClient", stage: Stage, log: Log) -> None:
    from docker.errors import APIError

    for image in client.images.list(name=f"{REPOSITORY}/{stage.repository}"):
        if datetime.now(UTC) - _created(image.attrs) < _KEEP_OLD_FOR:
            continue
        for tag in image.tags:
            if tag == stage.reference or not tag.startswith(f"{REPOSITORY}/{stage.repository}:"):
                continue
            try:
                client.images.remove(tag)
                log(f"removed {tag}")
            except APIError as error:
                log(f"kept {tag}: {error.explanation}")  # a container uses it


def _info(client: "DockerClient", name: str, folder: Path) -> ImageInfo:
    from docker.errors import ImageNotFound

    reference = image_reference(name, folder=folder)
    try:
        attributes = client.images.get(reference).attrs
    except ImageNotFound:
        return ImageInfo(name, reference, built=False, size_bytes=None, created=None)
    size = int(attributes["Size"])
    return ImageInfo(name, reference, built=True, size_bytes=size, created=_created(attributes))


def _is_built(client: "DockerClient", reference: str) -> bool:
    from docker.errors import ImageNotFound

    try:
        client.images.get(reference)
    except ImageNotFound:
        return False
    return True


def _created(attributes: dict[str, str]) -> datetime:
    return datetime.fromisoformat(attributes["Created"])


def main(arguments: Sequence[str]) -> int:
    """What scripts/setup and the Makefile need; for people there is `judge images`.

    Without names, the images are those that every installation has.

    Returns:
        An exit code: 0 these images are there, 1 some are missing, 2 wrong usage, 3 a failure.
    """
    try:
        match arguments:
            case ["build", *names]:
                sources = Sources(
                    os.environ.get("CODEROUND_DEBIAN_IMAGE"),
                    os.environ.get("CODEROUND_DEBIAN_MIRROR"),
                )
                for name in names or STANDARD_IMAGES:
                    build_image(name, _say, sources=sources)
                return 0
            case ["check", *names]:
                wanted = names or STANDARD_IMAGES
                return 0 if all(each.built for each in list_images() if each.name in wanted) else 1
            case ["clean"]:
                remove_images(_say)
                return 0
            case _:
                _say(
                    "usage: python -m judge.sandbox.images build [NAME ...] | check [NAME ...] | clean"
                )
                return 2
    except JudgeError as error:
        _say(f"error: {error}")
        return 2 if isinstance(error, CallerMistake) else 3


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
