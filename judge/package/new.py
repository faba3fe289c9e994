"""A new package to start from."""

import re
import uuid
from pathlib import Path

from judge.errors import PackageError
from judge.model.problem import ProblemKind
from judge.package.fields import shown
from judge.package.skeletons import SKELETONS

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def create_package(path: Path, kind: ProblemKind) -> None:
    """Write a complete small package, which verifies as it stands; its folder's name is its name.

    Raises:
        PackageError: something is there already, or the name is none for a package.
    """
    name = path.name
    if not _NAME.fullmatch(name):
        raise PackageError(
            f'"{name}" is no name for a package; expected lower-case letters and digits, with '
            "dashes between words, such as two-sum"
        )
    if path.exists():
        raise PackageError(f"{shown(path)} is there already; choose another name or remove it")
    for relative, content in SKELETONS[kind].items():
        if relative == "problem.yaml":
            title = name.replace("-", " ").capitalize()
            content = content.format(title=f'"{title}"', uuid=uuid.uuid4())
        file = path / relative
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
