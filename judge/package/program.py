"""Programs of a package other than submissions: validators, as a file or a folder."""

from pathlib import Path

from judge.errors import NotSupported
from judge.model.base import Value
from judge.package.fields import shown
from judge.package.tree import entries, files_below

_SOURCES = {
    ".c": "C", ".cc": "C++", ".cpp": "C++", ".cxx": "C++", ".c++": "C++", ".C": "C++",
    ".java": "Java", ".kt": "Kotlin", ".go": "Go", ".rs": "Rust", ".hs": "Haskell", ".rb": "Ruby",
    ".js": "JavaScript", ".py2": "Python 2", ".ctd": "Checktestdata", ".viva": "VIVA",
    ".sh": "shell", ".pl": "Perl",
}  # fmt: skip
PYTHON_SUFFIXES = (".py", ".py3")


class PythonProgram(Value):
    """Files by name and the one that is run."""

    files: dict[str, Path]
    entry: str


def find_python_program(path: Path, what: str) -> PythonProgram:
    """The Python program in a file or folder; `what` is its part in the package.

    Raises:
        NotSupported: it is in another language, is built by scripts, or has no clear entry.
    """
    files = files_below(path) if path.is_dir() else {path.name: path}
    top = [name for name in files if "/" not in name]
    for script in ("build", "run"):
        if script in top:
            raise NotSupported(
                f"{shown(path)}: {what} with a {script} script is not supported; "
                "supported is Python"
            )
    python = [name for name in top if name.endswith(PYTHON_SUFFIXES)]
    for name in files:
        language = _SOURCES.get(Path(name).suffix)
        if language is not None:
            raise NotSupported(
                f"{shown(path)}: {what} in {language} ({name}) is not supported; "
                "supported is Python"
            )
    if "__main__.py" in python:
        return PythonProgram(files=files, entry="__main__.py")
    runnable = [name for name in python if name != "__init__.py"]
    if len(runnable) != 1:
        seen = ", ".join(path.name for path in entries(path)) or path.name
        raise NotSupported(
            f"{shown(path)}: {what} of these files is not supported: {seen}; "
            "supported is one Python file, or several with a __main__.py"
        )
    if is_python2(files[runnable[0]]):
        raise NotSupported(f"{shown(files[runnable[0]])}: {what} in Python 2 is not supported")
    return PythonProgram(files=files, entry=runnable[0])


def is_python2(path: Path) -> bool:
    """Whether a `.py` file asks for Python 2 in its first line, as the legacy format tells them apart."""
    with path.open("rb") as file:
        first = file.readline(200)
    return first.startswith(b"#!") and b"python2" in first
