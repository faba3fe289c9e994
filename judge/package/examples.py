"""The example submissions of a package."""

from pathlib import Path

from judge.errors import NotSupported, PackageError
from judge.model.language import PYTHON3, language_named
from judge.package.expectations import Entry, read_submissions_yaml, rules_for
from judge.package.fields import shown
from judge.package.package import Example
from judge.package.patterns import matches
from judge.package.program import is_python2
from judge.package.tree import entries, files_below

_NOT_SOURCE = (".md", ".txt", ".yaml", ".yml")


def read_examples(root: Path, *, legacy: bool) -> tuple[Example, ...]:
    """All example submissions with what is demanded of them, in order of their names.

    Raises:
        PackageError: submissions.yaml is malformed or speaks of nothing, or a program has no files.
    """
    folder = root / "submissions"
    metadata = read_submissions_yaml(root)
    found = [
        _example(root, path, metadata, legacy)
        for kind in entries(folder)
        if kind.is_dir()
        for path in entries(kind)
        if path.is_dir() or path.suffix not in _NOT_SOURCE
    ]
    for entry in metadata:
        folders = [path.name for path in entries(folder)]
        if entry.pattern not in folders and not entry.replaces and not any(
            matches(entry.pattern, example.name) for example in found
        ):  # fmt: skip
            raise PackageError(
                f'{shown(folder / "submissions.yaml")}: "{entry.pattern}" matches no example '
                "submission; expected a path below submissions/"
            )
    return tuple(found)


def _example(root: Path, path: Path, metadata: tuple[Entry, ...], legacy: bool) -> Example:
    name = str(path.relative_to(root / "submissions"))
    files = files_below(path) if path.is_dir() else {path.name: path}
    if not files:
        raise PackageError(f"{shown(path)}: an example submission without files")
    relevant = [entry for entry in metadata if matches(entry.pattern, name)]
    stated = next((entry.language for entry in relevant if entry.language), None)
    entrypoint = next((entry.entrypoint for entry in relevant if entry.entrypoint), None)
    language = _language(files, stated, legacy)
    return Example(
        name=name,
        path=path,
        language=language,
        entry=entrypoint or entry_of(tuple(files)) or "",
        files=files,
        rules=rules_for(
            name, [file.read_bytes() for file in files.values()], metadata, legacy=legacy
        ),
        model_solution=any(entry.model_solution for entry in relevant),
    )


def _language(files: dict[str, Path], stated: str | None, legacy: bool) -> str | None:
    """The code of the language if it is one we judge, or None."""
    if stated is not None:
        try:
            return language_named(stated).code
        except NotSupported:
            return None
    sources = [name for name in files if Path(name).suffix not in _NOT_SOURCE]
    if not sources or not all(name.endswith(PYTHON3.suffixes) for name in sources):
        return None
    if legacy and any(is_python2(files[name]) for name in sources):
        return None
    return PYTHON3.code


def entry_of(names: tuple[str, ...]) -> str | None:
    """The file of a Python program that is run or imported, or None if nothing tells which.

    It is `__main__.py`, as in the format's table of languages; then the only Python file; then
    `main.py` or `solution.py`, which is what people call it.
    """
    top = [name for name in names if "/" not in name and name.endswith(PYTHON3.suffixes)]
    if "__main__.py" in top:
        return "__main__.py"
    if len(top) == 1:
        return top[0]
    return next((name for name in ("main.py", "solution.py") if name in top), None)
