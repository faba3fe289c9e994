"""Mistake: expects an equals sign in every field, and exactly one."""

import shlex


def parse_logs(lines):
    results = []
    for line in lines:
        fields = {}
        for part in shlex.split(line):
            key, value = part.split("=")
            fields[key] = int(value) if value.isdigit() else value
        results.append(fields)
    return results
