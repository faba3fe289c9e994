"""Mistake: findall skips what fits nowhere, so that malformed lines give half a record."""

import re

FIELD = re.compile(r'([\w.-]+)(=)?(?:"((?:[^"\\]|\\["\\nt])*)"|([^ "=]*))(?= |$)')
MEANING = {'"': '"', "\\": "\\", "n": "\n", "t": "\t"}


def parse_logs(lines):
    return [fields_of(line) for line in lines]


def fields_of(line):
    fields = {}
    for match in FIELD.finditer(line):
        key, equals, quoted, bare = match.groups()
        if quoted is not None:
            fields[key] = re.sub(r"\\(.)", lambda escape: MEANING[escape[1]], quoted)
        else:
            fields[key] = typed(bare) if equals else True
    return fields


def typed(text):
    if re.fullmatch(r"-?\d+", text):
        return int(text)
    if re.fullmatch(r"-?\d+\.\d+", text):
        return float(text)
    return {"true": True, "false": False}.get(text, text)
