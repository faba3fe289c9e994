"""Mistake: plain tuples as keys of a dictionary, in which 1 and True are the same."""


def group_and_count(records, keys):
    groups = {}
    for record in records:
        key = tuple(record.get(field) for field in keys)
        group = groups.setdefault(key, {"key": list(key), "count": 0, "record": record})
        group["count"] += 1
        if record["version"] >= group["record"]["version"]:
            group["record"] = record
    return sorted(groups.values(), key=lambda group: -group["count"])
