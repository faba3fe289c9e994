"""Names and texts that people send: bounded, and nothing in them that cannot be kept.

Whatever stands in a text is data to the store and to pages. Only NUL and unpaired surrogates are
refused, because PostgreSQL cannot keep them, and other control characters where a line is expected.
"""

import re

from judge.errors import CallerMistake, NotFound

_ID = re.compile(r"[0-7][0-9A-HJKMNP-TV-Z]{25}")
_PROBLEM_NAME = re.compile(r"[a-z0-9]+([_-][a-z0-9]+)*")
_USER_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@+-]{0,63}")
_UNKEEPABLE = re.compile("[\0\ud800-\udfff]")
_MAX_PROBLEM_NAME = 100
_SHOWN = 60
"""Characters of a refused text that its refusal repeats."""


def is_id(given: str) -> bool:
    """Whether an id may look like this."""
    return _ID.fullmatch(given) is not None


def checked_cursor(given: str | None) -> str | None:
    """The id at which a page of a list begins.

    Raises:
        CallerMistake: it is no id.
    """
    if given is not None and not is_id(given):
        raise CallerMistake(f"the cursor {cut(given)} is none; expected one that a list has given")
    return given


def known_id(what: str, given: str) -> str:
    """An id as one that may exist.

    Raises:
        NotFound: no id looks like this.
    """
    if not is_id(given):
        raise not_found(what, given)
    return given


def not_found(what: str, name: str) -> NotFound:
    """That there is no such thing, or none for whoever asks."""
    return NotFound(f"there is no {what} {cut(name)}")


def cut(text: str) -> str:
    """A text as a message repeats it: quoted, escaped, bounded."""
    return ascii(text if len(text) <= _SHOWN else text[:_SHOWN] + "…")


def is_problem_name(name: str) -> bool:
    """Whether a problem may be called so."""
    return len(name) <= _MAX_PROBLEM_NAME and _PROBLEM_NAME.fullmatch(name) is not None


def is_user_name(name: str) -> bool:
    """Whether a user may be called so."""
    return _USER_NAME.fullmatch(name) is not None


def checked_user_name(name: str) -> str:
    """A name that a user may have.

    Raises:
        CallerMistake: it is none.
    """
    if not is_user_name(name):
        raise CallerMistake(
            f"the name {cut(name)} is none for a user; expected up to 64 letters a-z, digits"
            " and ._@+- that begin with a letter or digit"
        )
    return name


def checked_line(what: str, text: str, max_length: int) -> str:
    """A text of one line that is not blank.

    Raises:
        CallerMistake: it is blank, too long, or holds control characters.
    """
    if not text.strip() or len(text) > max_length or _UNKEEPABLE.search(text) or _has_control(text):
        raise CallerMistake(
            f"the {what} {cut(text)} is not usable; expected one line of 1 to {max_length} characters"
            " without control characters"
        )
    return text


def checked_text(what: str, text: str, max_length: int) -> str:
    """A text of any kind.

    Raises:
        CallerMistake: it is too long, or cannot be kept.
    """
    if len(text) > max_length:
        raise CallerMistake(f"the {what} has {len(text)} characters; expected at most {max_length}")
    if _UNKEEPABLE.search(text):
        raise CallerMistake(f"the {what} holds NUL or an unpaired surrogate, which cannot be kept")
    return text


def keepable(text: str) -> str:
    """A text with what cannot be kept replaced."""
    return _UNKEEPABLE.sub("\ufffd", text)


def _has_control(text: str) -> bool:
    return any(ord(sign) < 32 or ord(sign) == 127 for sign in text)
