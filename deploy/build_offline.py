"""Build the service image where no image registry is reached: from Debian's packages and the host's pip.

    .venv/bin/python deploy/build_offline.py [TAG]

It is the same Dockerfile, on `coderound/base`, which the runner images stand on, instead of Python's own
image. Wheels are fetched outside the build, by the pip of the host: whatever certificates, proxies and
mirrors it takes to reach Python's packages are set up there.
"""

import hashlib
import platform
import shutil
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from judge.errors import JudgeError
from judge.sandbox.base_image import Release
from judge.sandbox.image_build import build, context_of, run
from judge.sandbox.images import build_image, connect

if TYPE_CHECKING:
    from docker import DockerClient

ROOT = Path(__file__).resolve().parents[1]
DEFAULT_TAG = "coderound-service:latest"

_WHEELS = ROOT / ".cache" / "service-wheels"
_SOURCES = (
    "LICENSE",
    "api",
    "constraints.txt",
    "judge",
    "problems",
    "pyproject.toml",
    "runner_images",
)
"""What the Dockerfile copies."""

_NOT_ASKED_FOR = ("pip", "hatchling", "editables", "async-timeout")
"""Packages besides the service's own: what installs it, and what redis wants before Python 3.11.3, which
pip cannot see when it fetches for another Python than its own."""


def build_service_image(tag: str = DEFAULT_TAG) -> None:
    """Build the image under the given tag; what stood there before is removed, if nothing runs on it.

    Raises:
        EngineUnavailable: no engine answers.
        SandboxError: a step failed.
    """
    base = build_image("base", _say)
    wheels = _fetch_wheels()
    client = connect()
    try:
        before = _id_of(client, tag)
        entries = {"Dockerfile": ROOT / "deploy" / "Dockerfile", "wheels": wheels}
        with context_of(entries | {name: ROOT / name for name in _SOURCES}) as context:
            after = build(client, context, {"PYTHON_IMAGE": base}, labels={}, tag=tag)
        if before is not None and before != after:
            _remove(client, before)
    finally:
        client.close()
    _say(f"built {tag}")


def _fetch_wheels() -> Path:
    """A folder with all wheels, for the Python of the base; the last one if nothing has changed since."""
    deciding = (
        "pyproject.toml",
        "constraints.txt",
        "runner_images/base/image.toml",
        "deploy/build_offline.py",
    )
    wanted = hashlib.sha256(b"".join((ROOT / name).read_bytes() for name in deciding)).hexdigest()
    folder = _WHEELS / wanted[:12]
    if folder.is_dir():
        return folder
    _say("fetching wheels")
    shutil.rmtree(_WHEELS, ignore_errors=True)
    fetched = _WHEELS / "unfinished"
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    release, machine = Release.load(ROOT / "runner_images" / "base"), platform.machine()
    newest_first = [f"manylinux_2_{minor}_{machine}" for minor in range(release.glibc, 16, -1)]
    command = [
        *(sys.executable, "-m", "pip", "download", "--quiet", "--no-input"),
        *("--disable-pip-version-check", "--only-binary=:all:", f"--dest={fetched}"),
        *("--implementation=cp", f"--python-version={release.python}"),
        *(f"--platform={each}" for each in [*newest_first, f"manylinux2014_{machine}"]),
        *(f"--constraint={ROOT / 'constraints.txt'}", *project["dependencies"], *_NOT_ASKED_FOR),
    ]
    run(command, "the wheels could not be fetched")
    return fetched.rename(folder)


def _id_of(client: "DockerClient", tag: str) -> str | None:
    from docker.errors import ImageNotFound

    try:
        return str(client.images.get(tag).id)
    except ImageNotFound:
        return None


def _remove(client: "DockerClient", image: str) -> None:
    from docker.errors import APIError

    try:
        client.images.remove(image)
    except APIError as error:  # a container stands on it, or it has another name
        _say(f"kept the former image: {error.explanation}")


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")


def main() -> int:
    """The command line; returns an exit code."""
    try:
        build_service_image(*sys.argv[1:2])
    except JudgeError as error:
        _say(f"error: {error}")
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main())
