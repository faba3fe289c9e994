"""Languages a submission may be written in."""

from judge.errors import NotSupported
from judge.model.base import Value


class Language(Value):
    """A language and the runner image its programs run in.

    Attributes:
        code: the ICPC format's code, such as `python3`.
        suffixes: file name endings that belong to it.
        source_name: what a single source file is called in the box.
    """

    code: str
    title: str
    image: str
    suffixes: tuple[str, ...]
    source_name: str


PYTHON3 = Language(
    code="python3",
    title="Python 3",
    image="python",
    suffixes=(".py", ".py3"),
    source_name="solution.py",
)
LANGUAGES = {PYTHON3.code: PYTHON3}
_ALIASES = {"python": "python3", "py": "python3", "python3numpy": "python3"}


def language_named(code: str) -> Language:
    """The language with this code or a common alias of it.

    Raises:
        NotSupported: there is none.
    """
    language = LANGUAGES.get(_ALIASES.get(code, code))
    if language is None:
        raise NotSupported(
            f'language "{code}" is not supported; supported are: {", ".join(LANGUAGES)}'
        )
    return language


def language_of_file(name: str) -> Language | None:
    """The language a file name's ending belongs to, or None."""
    for language in LANGUAGES.values():
        if name.lower().endswith(language.suffixes):
            return language
    return None
