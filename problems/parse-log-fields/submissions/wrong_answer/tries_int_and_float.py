"""Mistake: takes for a number whatever int() and float() take: 1_000, +5, nan, 1e5, .5."""

import re

FIELD = re.compile(r'([\w.-]+)(?:="((?:[^"\\]|\\["\\nt])*)"|=([^ "=]*))?(?: +|$)')
MEANING = {'"': '"', "\\": "\\", "n": "\n", "t": "\t"}


def parse_logs(lines):
    return [fields_of(line.lstrip(" ")) for line in lines]


def fields_of(line):
    fields = {}
    at = 0
    while at < len(line):
        match = FIELD.match(line, at)
        if match is None:
            return None
        key, quoted, bare = match.groups()
        if quoted is not None:
            fields[key] = re.sub(r"\\(.)", lambda escape: MEANING[escape[1]], quoted)
        else:
            fields[key] = True if bare is None else typed(bare)
        at = match.end()
    return fields


def typed(text):
    for convert in (int, float):
        try:
            return convert(text)
        except ValueError:
            pass
    return {"true": True, "false": False}.get(text, text)
