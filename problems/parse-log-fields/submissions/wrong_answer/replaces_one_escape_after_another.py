"""Mistake: four replacements in a row; what one of them makes, the next takes for an escape."""

import re

FIELD = re.compile(r'([\w.-]+)(?:="((?:[^"\\]|\\["\\nt])*)"|=([^ "=]*))?(?: +|$)')


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
            for escape, meaning in (("\\n", "\n"), ("\\t", "\t"), ('\\"', '"'), ("\\\\", "\\")):
                quoted = quoted.replace(escape, meaning)
            fields[key] = quoted
        else:
            fields[key] = True if bare is None else typed(bare)
        at = match.end()
    return fields


def typed(text):
    if re.fullmatch(r"-?\d+", text):
        return int(text)
    if re.fullmatch(r"-?\d+\.\d+", text):
        return float(text)
    return {"true": True, "false": False}.get(text, text)
