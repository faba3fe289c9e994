"""A pattern for one field and the spaces after it, applied until the line is used up."""

import re
from typing import Any

FIELD = re.compile(r'([\w.-]+)(?:="((?:[^"\\]|\\["\\nt])*)"|=([^ "=]*))?(?: +|$)')
ESCAPE = re.compile(r"\\(.)")
MEANING = {'"': '"', "\\": "\\", "n": "\n", "t": "\t"}


def parse_logs(lines: list[str]) -> list[dict[str, Any] | None]:
    return [fields_of(line.lstrip(" ")) for line in lines]


def fields_of(line: str) -> dict[str, Any] | None:
    fields = {}
    at = 0
    while at < len(line):
        match = FIELD.match(line, at)
        if match is None:
            return None
        key, quoted, bare = match.groups()
        if quoted is not None:
            fields[key] = ESCAPE.sub(lambda escape: MEANING[escape[1]], quoted)
        elif bare is not None:
            fields[key] = typed(bare)
        else:
            fields[key] = True
        at = match.end()
    return fields


def typed(text: str) -> Any:
    if re.fullmatch(r"-?\d+", text):
        return int(text)
    if re.fullmatch(r"-?\d+\.\d+", text):
        return float(text)
    return {"true": True, "false": False}.get(text, text)
