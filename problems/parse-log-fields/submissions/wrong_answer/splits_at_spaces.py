"""Mistake: splits the line at spaces, those within quotes as well."""

import re


def parse_logs(lines):
    return [fields_of(line) for line in lines]


def fields_of(line):
    fields = {}
    for part in line.split():
        key, equals, value = part.partition("=")
        if not re.fullmatch(r"[\w.-]+", key):
            return None
        if not equals:
            fields[key] = True
        elif value[:1] == '"':
            if len(value) < 2 or value[-1] != '"':
                return None
            fields[key] = value[1:-1]
        elif '"' in value or "=" in value:
            return None
        else:
            fields[key] = typed(value)
    return fields


def typed(text):
    if re.fullmatch(r"-?\d+", text):
        return int(text)
    if re.fullmatch(r"-?\d+\.\d+", text):
        return float(text)
    return {"true": True, "false": False}.get(text, text)
