"""Mistake: orders groups of one size by their keys instead of by first record."""


def group_and_count(records, keys):
    groups = {}
    for record in records:
        key = [record.get(field) for field in keys]
        typed = tuple((type(value), value) for value in key)
        group = groups.setdefault(typed, {"key": key, "count": 0, "record": record})
        group["count"] += 1
        if record["version"] >= group["record"]["version"]:
            group["record"] = record
    return sorted(groups.values(), key=lambda group: (-group["count"], repr(group["key"])))
