"""A dictionary from keys, with the types of their values beside them, to groups."""

from typing import Any


def group_and_count(records: list[dict[str, Any]], keys: list[str]) -> list[dict[str, Any]]:
    groups: dict[tuple[tuple[type, Any], ...], dict[str, Any]] = {}
    for record in records:
        key = [record.get(field) for field in keys]
        typed = tuple((type(value), value) for value in key)
        if typed not in groups:
            groups[typed] = {"key": key, "count": 0, "record": record}
        group = groups[typed]
        group["count"] += 1
        if record["version"] >= group["record"]["version"]:
            group["record"] = record
    return sorted(groups.values(), key=lambda group: -group["count"])
