"""Mistake: keeps the first record of a group instead of the newest."""


def group_and_count(records, keys):
    groups = {}
    for record in records:
        key = [record.get(field) for field in keys]
        typed = tuple((type(value), value) for value in key)
        group = groups.setdefault(typed, {"key": key, "count": 0, "record": record})
        group["count"] += 1
    return sorted(groups.values(), key=lambda group: -group["count"])
