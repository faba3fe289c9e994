"""The steps that making any image takes: a build context, a build, a program of the host.

Contexts are tar archives of ours and not folders handed to the engine, so that the owner, mode and
time of files in a clone never become part of an image.
"""

import subprocess
import tarfile
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from judge.errors import SandboxError

if TYPE_CHECKING:
    from docker import DockerClient

Log = Callable[[str], None]


@contextmanager
def context_of(entries: Mapping[str, Path]) -> Iterator[IO[bytes]]:
    """A build context that holds the given files and folders under the given names."""
    with tempfile.TemporaryFile() as stream:
        with tarfile.open(fileobj=stream, mode="w") as archive:
            for name, path in sorted(entries.items()):
                archive.add(path, name, filter=_neutral)
        stream.seek(0)
        yield stream


def _neutral(member: tarfile.TarInfo) -> tarfile.TarInfo | None:
    if "__pycache__" in Path(member.name).parts:
        return None  # compiled inside the image, by the Python that will run it
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    member.mtime = 0
    member.mode = 0o755 if member.isdir() or member.mode & 0o100 else 0o644
    return member


def build(
    client: "DockerClient",
    context: IO[bytes],
    arguments: dict[str, str],
    *,
    labels: dict[str, str],
    tag: str | None = None,
    network: str = "none",
) -> str:
    """Build an image from a context with the Dockerfile at its top; return its id.

    Raises:
        SandboxError: a step of the Dockerfile failed, with the end of what it printed.
    """
    from docker.errors import BuildError

    try:
        image, _ = client.images.build(
            fileobj=context,
            custom_context=True,
            buildargs=arguments,
            labels=labels,
            tag=tag,
            network_mode=network,
            rm=True,
            forcerm=True,
        )
    except BuildError as error:
        lines = "".join(str(entry.get("stream", "")) for entry in error.build_log)
        tail = "\n".join(lines.splitlines()[-15:])
        raise SandboxError(
            f"{tag or 'an image'} could not be built: {error.msg}\n{tail}"
        ) from error
    return str(image.id)


def run(command: list[str], failure: str, environment: dict[str, str] | None = None) -> None:
    """Run a program of the host; say `failure` and the end of what it printed if it fails."""
    try:
        done = subprocess.run(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
    except OSError as error:
        raise SandboxError(f"{failure}: {error}") from error
    if done.returncode:
        tail = "\n".join(done.stdout.decode(errors="replace").splitlines()[-15:])
        raise SandboxError(f"{failure}; {command[0]} ended with {done.returncode}:\n{tail}")
