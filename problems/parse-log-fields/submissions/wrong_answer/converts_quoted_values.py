"""Mistake: gives quoted values a type as well, though quotes say that it is text."""

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
            bare = re.sub(r"\\(.)", lambda escape: MEANING[escape[1]], quoted)
        fields[key] = True if bare is None else typed(bare)
        at = match.end()
    return fields


def typed(text):
    if re.fullmatch(r"-?\d+", text):
        return int(text)
    if re.fullmatch(r"-?\d+\.\d+", text):
        return float(text)
    return {"true": True, "false": False}.get(text, text)
