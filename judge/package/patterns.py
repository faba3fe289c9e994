"""Patterns for example submissions and test cases, as submissions.yaml writes them."""

import re

_BRACES = re.compile(r"\{([^{}]*)\}")


def matches(pattern: str, path: str) -> bool:
    """Whether a path, or a folder it lies in, is meant by a pattern.

    `*` and `?` stay within one name; `{a,b}` means either; there is nothing else.
    """
    parts = path.split("/")
    paths = ["/".join(parts[: count + 1]) for count in range(len(parts))]
    regexes = [_regex(each) for each in _expand(pattern.rstrip("/"))]
    return any(regex.fullmatch(each) for regex in regexes for each in paths)


def _expand(pattern: str) -> list[str]:
    """A pattern without braces for each choice of alternatives."""
    found = _BRACES.search(pattern)
    if found is None:
        return [pattern]
    return [
        whole
        for option in found[1].split(",")
        for whole in _expand(pattern[: found.start()] + option + pattern[found.end() :])
    ]


def _regex(pattern: str) -> re.Pattern[str]:
    words = {"*": "[^/]*", "?": "[^/]"}
    return re.compile("".join(words.get(char, re.escape(char)) for char in pattern))
