"""Where problem packages are: by name below the problems folder, or by path."""

import difflib
from pathlib import Path

from judge.errors import NotFound
from judge.package.fields import shown


def find_package(name_or_path: str, problems_dir: Path) -> Path:
    """The folder of a package, given its name below `problems_dir` or its path.

    A name with a slash in it, or one that begins with a period, is a path.

    Raises:
        NotFound: there is no package; names that are nearly the same are suggested.
    """
    as_path = Path(name_or_path).expanduser()
    if "/" not in name_or_path and not name_or_path.startswith("."):
        named = problems_dir / name_or_path
        if (named / "problem.yaml").is_file():
            return named
    if (as_path / "problem.yaml").is_file():
        return as_path
    if as_path.is_dir():
        raise NotFound(f"{shown(as_path)}: no problem.yaml in it; expected a problem package")
    names = [path.name for path in list_packages(problems_dir)]
    near = difflib.get_close_matches(name_or_path.rstrip("/").split("/")[-1], names, n=1)
    if near:
        advice = f'did you mean "{near[0]}"?'
    elif names:
        advice = "there are: " + ", ".join(names)
    else:
        advice = f"there are no packages in {shown(problems_dir)}"
    raise NotFound(f'no problem "{name_or_path}"; {advice}')


def list_packages(problems_dir: Path) -> list[Path]:
    """The folders of all packages directly in `problems_dir`, by name; none if it does not exist."""
    if not problems_dir.is_dir():
        return []
    return sorted(path.parent for path in problems_dir.glob("*/problem.yaml"))
