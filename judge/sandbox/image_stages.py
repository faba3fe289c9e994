"""What runner images are called and what they are made of, told without asking an engine.

An image is a pile of up to three, each built on the one before and tagged with a digest of all that
went into it, so that a tag always means the same content and nothing is ever built twice:

    coderound/base           Debian with Python (base_image.py)
    coderound/NAME-stack     the image's own libraries, from `runner_images/NAME/`
    coderound/NAME           the agent; the image's smoke program has passed

`runner_images/NAME/box.toml` tells what boxes of the image need, and `BoxNeeds` is how it is read.

An image of another checkout, with another agent, has another tag; both live side by side.
`image_reference` reads a few small files and asks no engine: every `judge run` calls it.
"""

import hashlib
import platform
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from judge.errors import NotFound
from judge.model.limits import MIB

STANDARD_IMAGES = ("base", "python")
"""What every installation has; `base` is what the others stand on and has no agent."""

IMAGE_NAMES = (*STANDARD_IMAGES, "python-ml")
"""Every image by its name. One that is not standard is built when somebody asks for it by name."""

RUNNER_IMAGES = Path(__file__).parents[2] / "runner_images"
REPOSITORY = "coderound"

# Part of every digest: raise it when code and not a file changes what is built.
_RECIPE = 1
# They say how an image is tried and used, not what its libraries are: changing them is a matter of seconds.
_OF_THE_AGENT = ("box.toml", "smoke.py")


@dataclass(frozen=True)
class Stage:
    """One image of the pile: what it is called, what it stands on, which files make it."""

    repository: str
    parent: "Stage | None"
    sources: tuple[Path, ...]
    machine: str

    @property
    def reference(self) -> str:
        return f"{REPOSITORY}/{self.repository}:{self.digest()}"

    def digest(self) -> str:
        above = self.parent.digest() if self.parent else f"recipe {_RECIPE} for {self.machine}"
        total = hashlib.sha256(f"{above}\n{self.repository}\n".encode())
        for source in self.sources:
            for name, content in _files(source):
                total.update(f"{name}\n{len(content)}\n".encode() + content)
        return total.hexdigest()[:12]


@dataclass(frozen=True)
class BoxNeeds:
    """What a box of an image is given, besides what its program may use.

    Attributes:
        preload: modules that the fork server imports, so that no run has to.
        overhead_bytes: memory for the agent, the fork server with these modules, input and output.
    """

    preload: tuple[str, ...]
    overhead_bytes: int


@cache
def needs_of(name: str, folder: Path = RUNNER_IMAGES) -> BoxNeeds:
    """What boxes of an image need.

    Raises:
        NotFound: there is no image of that name, or none that boxes are made of.
    """
    _require_known(name)
    try:
        facts = tomllib.loads((folder / name / "box.toml").read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise NotFound(f"no boxes are made of the image {name!r}: it has no box.toml") from None
    return BoxNeeds(tuple(facts["preload"]), facts["overhead_mib"] * MIB)


def preload_options(name: str) -> list[str]:
    """What the agent is told to preload in boxes of an image."""
    return [word for module in needs_of(name).preload for word in ("--preload", module)]


def image_reference(name: str, *, folder: Path = RUNNER_IMAGES, machine: str | None = None) -> str:
    """The reference of an image as it would be built from `folder` now, whether it is or not.

    Raises:
        NotFound: there is no image of that name.
    """
    return stages_of(name, folder, machine)[-1].reference


def stages_of(name: str, folder: Path, machine: str | None) -> list[Stage]:
    _require_known(name)
    base = Stage("base", None, (folder / "base",), machine or platform.machine())
    if name == "base":
        return [base]
    # A folder that is not there is told by the build, which names it; naming must not fail before.
    own = sorted((folder / name).iterdir()) if (folder / name).is_dir() else []
    libraries = tuple(path for path in own if path.name not in _OF_THE_AGENT)
    stack = Stage(f"{name}-stack", base, libraries, base.machine)
    beside = (folder / name / file for file in _OF_THE_AGENT)
    agent_sources = (folder / "agent.Dockerfile", folder / "agent", *beside)
    agent = Stage(name, stack, agent_sources, base.machine)
    return [base, stack, agent]


def _require_known(name: str) -> None:
    if name not in IMAGE_NAMES:
        raise NotFound(f"no runner image is called {name!r}; there are: {', '.join(IMAGE_NAMES)}")


def _files(source: Path) -> Iterator[tuple[str, bytes]]:
    paths = [source] if source.is_file() else sorted(source.rglob("*"))
    for path in paths:
        if path.is_file() and "__pycache__" not in path.parts:
            yield path.relative_to(source.parent).as_posix(), path.read_bytes()
