"""generators/generators.yaml: the part of BAPCtools' language that we follow.

    data:
      secret:
        data:
          "04-large":
            data:
              nested: random.py --n 100000 --shape nested {seed:2}
              hand-made: {in: "[[]]"}

Nested `data` mappings are folders below `data/`; leaves are a generator's command, or an input that
is written out. A list of one-key mappings numbers its cases. Everything else is refused by name.
"""

import hashlib
import re
import shlex
from pathlib import Path
from typing import Any

from judge.errors import NotSupported, PackageError
from judge.package.case_files import rule_case
from judge.package.fields import Fields, read_yaml, show, shown
from judge.package.package import CaseSource, GeneratorRule, LiteralData
from judge.package.tree import files_below

_CASE_NAME = re.compile(r"[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,254}")
SCALING_VARIANTS = 4
"""How many inputs there are of each size on which growth is measured."""
_SEED = re.compile(r"\{seed(?::[^{}]*)?\}")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_REFUSED = (
    "solution", "visualizer", "generators", "random_salt", "version", "include", "copy", "count",
    "type", "testdata.yaml", "test_group.yaml", "retries", "match", "yaml", "hint", "desc",
    "interaction", "out", "in.statement", "ans.statement", "in.download", "ans.download",
)  # fmt: skip


def read_generators(root: Path) -> dict[str, CaseSource]:
    """All cases that generators.yaml declares, by full name; none if there is no such file.

    Raises:
        PackageError: it is malformed or names a generator that does not exist.
        NotSupported: it uses another part of BAPCtools' language.
    """
    path = root / "generators" / "generators.yaml"
    if not path.is_file():
        return {}
    reader = _Reader(path, files_below(root / "generators"))
    reader.top(read_yaml(path))
    return reader.found


def seed_of(text: str) -> int:
    """The number that stands for `{seed}` in a command: the same for the same text, everywhere."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big") >> 1


class _Reader:
    def __init__(self, path: Path, scripts: dict[str, Path]) -> None:
        self._path = path
        self._scripts = scripts
        self.found: dict[str, CaseSource] = {}

    def top(self, fields: Fields) -> None:
        self._refuse(fields)
        data = fields.mapping("data")
        fields.finish()
        for name in data.values:
            if name not in ("sample", "secret"):
                raise NotSupported(
                    f"{shown(self._path)}: data.{name} is not supported; supported are sample and secret"
                )
            self._folder(data.mapping(name), str(name))

    def _folder(self, fields: Fields, name: str) -> None:
        self._refuse(fields)
        inner = fields.raw("data")
        fields.finish()
        if isinstance(inner, list):
            self._numbered(fields, inner, name)
            return
        members = fields.mapping("data")
        for key in members.values:
            self._member(members, key, str(key), name)

    def _numbered(self, fields: Fields, items: list[Any], folder: str) -> None:
        """A list: each item is one mapping from a name, or nothing, to a rule."""
        width = len(str(len(items)))
        for number, item in enumerate(items, start=1):
            if not isinstance(item, dict) or len(item) != 1:
                raise fields.problem(
                    "data", 'a list of mappings with one key, such as {"small": …}'
                )
            (key,) = item
            prefix = f"{number:0{width}}"
            name = f"{prefix}-{key}" if key else prefix
            members = Fields(self._path, item, f"{fields.key('data')}[{number}].")
            self._member(members, key, name, folder)

    def _member(self, members: Fields, key: Any, name: str, folder: str) -> None:
        if not _CASE_NAME.fullmatch(name):
            raise PackageError(
                f'{shown(self._path)}: "{members.key(name)}" is no name for a case or folder; expected '
                "letters, digits, period, dash and underscore"
            )
        full = f"{folder}/{name}"
        value = members.raw(key)
        if isinstance(value, dict) and "data" in value:
            self._folder(members.mapping(key), full)
        elif isinstance(value, dict):
            self.found[full] = self._written(members.mapping(key), full)
        elif isinstance(value, str) and value.strip():
            self.found[full] = rule_case(full, self._command(members, key, full), None)
        else:
            raise members.problem(key, "a generator's command, or {in: …}")

    def _written(self, fields: Fields, name: str) -> CaseSource:
        self._refuse(fields)
        made: GeneratorRule | LiteralData
        made = (
            self._command(fields, "generate", name)
            if fields.has("generate")
            else _literal(fields, "in")
        )
        answer = _literal(fields, "ans") if fields.has("ans") else None
        fields.finish()
        return rule_case(name, made, answer)

    def _command(self, fields: Fields, key: Any, name: str) -> GeneratorRule:
        text = str(fields.need_text(key, "a generator's command"))
        where = f"{shown(self._path)}: {fields.key(str(key))}"
        return _rule(where, text, text.replace("{name}", name.rpartition("/")[2]), self._scripts)

    def _refuse(self, fields: Fields) -> None:
        for key in fields.values:
            if key in _REFUSED:
                raise NotSupported(
                    f"{shown(self._path)}: {fields.key(str(key))} is not supported; supported are "
                    "data, generate, in and ans"
                )


def scaling_rules(
    path: Path, text: str, size: int, scripts: dict[str, Path]
) -> tuple[GeneratorRule, ...]:
    """The command of `runtime.scaling` in judge.yaml for the inputs of a size, which differ in their seed.

    Raises:
        PackageError: it is malformed or names a generator that does not exist.
    """
    sized = text.replace("{n}", str(size))
    variants = range(SCALING_VARIANTS if _SEED.search(text) else 1)
    where = f"{shown(path)}: runtime.scaling.case"
    return tuple(_rule(where, f"{sized} #{number}", sized, scripts) for number in variants)


def _rule(where: str, text: str, command: str, scripts: dict[str, Path]) -> GeneratorRule:
    """A command as it is written, and with its placeholders filled but for the seed."""
    filled = _SEED.sub(str(seed_of(text)), command)
    strange = _PLACEHOLDER.search(filled)
    if strange:
        raise NotSupported(
            f"{where} holds {strange[0]}; supported are {{seed}}, {{seed:N}} and {{name}}"
        )
    try:
        words = shlex.split(filled)
    except ValueError:
        raise PackageError(
            f"{where} is {show(text)}; expected a command with every quote closed"
        ) from None
    if words[0] not in scripts:
        raise PackageError(f"{where} runs {show(words[0])}; expected a file below generators/")
    if not words[0].endswith(".py"):
        raise NotSupported(f"{where}: the generator {words[0]} is not Python; supported is Python")
    return GeneratorRule(text=text, script=words[0], args=tuple(words[1:]))


def _literal(fields: Fields, key: str) -> LiteralData:
    value = fields.raw(key)
    if not isinstance(value, str):
        raise fields.problem(key, "text in quotes")
    # The format wants every text file to end with a newline.
    text = value if value.endswith("\n") or not value else value + "\n"
    return LiteralData(content=text.encode())
