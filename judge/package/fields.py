"""YAML files of a package, read key by key with errors that name file, key, seen and expected."""

import difflib
import json
import math
import re
from collections.abc import Hashable, Iterable
from itertools import chain
from pathlib import Path
from typing import Any

import yaml

from judge.errors import PackageError


def shown(path: Path) -> str:
    """A path as messages show it: relative to the current folder where it lies below it."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


MAX_YAML_VALUES = 1_000_000
"""Values in one YAML file, with each alias counted as all that it stands for."""


class _Loader(yaml.SafeLoader):
    """PyYAML's safe loader, without its silent acceptance of a key that is given twice.

    A few aliases of aliases stand for more values than any memory holds, as soon as somebody walks
    through them; such a file is refused before anything is made of it.
    """

    def get_single_node(self) -> yaml.Node | None:
        node: yaml.Node | None = super().get_single_node()
        if node is not None and _count(node, {}) > MAX_YAML_VALUES:
            raise yaml.YAMLError(f"its aliases stand for more than {MAX_YAML_VALUES} values")
        return node

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        self.flatten_mapping(node)
        seen: set[Hashable] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, Hashable):
                raise yaml.MarkedYAMLError(
                    problem="a key is not a plain value", problem_mark=key_node.start_mark
                )
            if key in seen:
                raise yaml.MarkedYAMLError(
                    problem=f'the key "{key}" is given twice', problem_mark=key_node.start_mark
                )
            seen.add(key)
        return super().construct_mapping(node, deep)


def _count(node: yaml.Node, counted: dict[int, int]) -> int:
    """How many values a node stands for; one that holds itself, for too many."""
    known = counted.get(id(node))
    if known is not None:
        return known
    counted[id(node)] = MAX_YAML_VALUES + 1
    children: Iterable[yaml.Node] = ()
    if isinstance(node, yaml.SequenceNode):
        children = node.value
    elif isinstance(node, yaml.MappingNode):
        children = chain.from_iterable(node.value)
    counted[id(node)] = 1 + sum(_count(child, counted) for child in children)
    return counted[id(node)]


# PyYAML follows YAML 1.1, where 1e-6 is a string because it has no period. Where a number is asked
# for it is one; among a validator's arguments it stays the text that was written.
_EXPONENT = re.compile(r"[-+]?[0-9]+[eE][-+]?[0-9]+")


def read_text(path: Path) -> str:
    """A text file of the package.

    Raises:
        PackageError: it is not UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PackageError(
            f"{shown(path)}: byte {error.start} is not UTF-8; save the file as UTF-8"
        ) from None


def read_yaml(path: Path) -> "Fields":
    """The mapping in a YAML file; an empty file is an empty mapping.

    Raises:
        PackageError: the file is not UTF-8, not YAML, repeats a key, or is not a mapping.
    """
    text = read_text(path)
    try:
        content = yaml.load(text, Loader=_Loader)  # noqa: S506 (a SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f":{mark.line + 1}" if mark else ""
        raise PackageError(f"{shown(path)}{place}: not valid YAML: {error.problem}") from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise PackageError(f"{shown(path)}: not valid YAML: {error}") from None
    if content is None:
        content = {}
    if not isinstance(content, dict):
        raise PackageError(f"{shown(path)}: holds {show(content)}; expected a mapping of keys")
    return Fields(path, content)


def show(value: object) -> str:
    """A value as messages quote it, cut to a readable length."""
    try:
        text = json.dumps(value, ensure_ascii=False, default=str)
    except (ValueError, TypeError, RecursionError):
        text = f"a {type(value).__name__}"
    return text if len(text) <= 80 else text[:77] + "..."


class Fields:
    """A mapping of a YAML file. Each method reads one key; `finish` refuses what nobody read."""

    def __init__(self, path: Path, values: dict[Any, Any], prefix: str = "") -> None:
        self.path = path
        self.values = values
        self._prefix = prefix
        self._read: set[str] = set()

    def has(self, key: str) -> bool:
        """Whether the key is there with a value other than null."""
        return self.values.get(key) is not None

    def key(self, key: str) -> str:
        """A key's full name for messages, such as `limits.time_limit`."""
        return f"{self._prefix}{key}"

    def problem(self, key: str, expected: str) -> PackageError:
        """The error for a key whose value is not what was expected."""
        if key not in self.values:
            return PackageError(
                f"{shown(self.path)}: {self.key(key)} is missing; expected {expected}"
            )
        return PackageError(
            f"{shown(self.path)}: {self.key(key)} is {show(self.values[key])}; expected {expected}"
        )

    def raw(self, key: str) -> Any:
        """The value as it stands, or None."""
        self._read.add(key)
        return self.values.get(key)

    def skip(self, *keys: str) -> None:
        """Accept keys whose values do not matter here."""
        self._read.update(keys)

    def text(self, key: str, expected: str = "text") -> str | None:
        """A non-empty string."""
        value = self.raw(key)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip():
            raise self.problem(key, expected)
        return value

    def need_text(self, key: str, expected: str = "text") -> str:
        """A non-empty string that has to be there."""
        value = self.text(key, expected)
        if value is None:
            raise self.problem(key, expected)
        return value

    def choice(self, key: str, options: tuple[str, ...], default: str) -> str:
        """One of some words."""
        value = self.raw(key)
        if value is None:
            return default
        if not isinstance(value, str) or value not in options:
            raise self.problem(key, "one of " + ", ".join(options))
        return value

    def boolean(self, key: str, default: bool) -> bool:
        """true or false."""
        value = self.raw(key)
        if value is None:
            return default
        if not isinstance(value, bool):
            raise self.problem(key, "true or false")
        return value

    def number(
        self, key: str, default: float | None, *, least: float = 0.0, above: bool = True,
        expected: str = "a number, such as 2.0",
    ) -> float | None:  # fmt: skip
        """A finite number above (or, with `above=False`, at or above) `least`."""
        value = self.raw(key)
        if value is None:
            return default
        if isinstance(value, str) and _EXPONENT.fullmatch(value):
            value = float(value)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.problem(key, expected)
        if not math.isfinite(value) or value < least or (above and value == least):
            raise self.problem(key, f"{expected}, {'above' if above else 'at least'} {least:g}")
        return float(value)

    def whole(self, key: str, default: int | None, unit: str, least: int = 1) -> int | None:
        """A whole number of some unit."""
        value = self.raw(key)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int) or value < least:
            raise self.problem(key, f"a whole number of {unit}, at least {least}")
        return value

    def texts(self, key: str, *, or_one: bool = False) -> tuple[str, ...] | None:
        """A list of strings; with `or_one`, a string alone is a list of one."""
        value = self.raw(key)
        if value is None:
            return None
        items = [value] if or_one and isinstance(value, str) else value
        if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
            raise self.problem(key, "a list of strings (numbers in quotes)")
        return tuple(items)

    def mapping(self, key: str) -> "Fields":
        """A nested mapping; empty if the key is absent."""
        value = self.raw(key)
        if value is None:
            value = {}
        if not isinstance(value, dict):
            raise self.problem(key, "a mapping of keys")
        return Fields(self.path, value, f"{self._prefix}{key}.")

    def finish(self) -> None:
        """Refuse keys that nobody read.

        Raises:
            PackageError: there is one; the nearest known key is suggested.
        """
        for key in self.values:
            if key in self._read:
                continue
            near = difflib.get_close_matches(str(key), self._read, n=1)
            advice = f'did you mean "{near[0]}"?' if near else (
                "expected one of " + ", ".join(sorted(self._read))
            )  # fmt: skip
            raise PackageError(f'{shown(self.path)}: unknown key "{self.key(str(key))}"; {advice}')
