"""Mistake: takes the last record of the list for the newest."""


def group_and_count(records, keys):
    groups = {}
    for record in records:
        key = [record.get(field) for field in keys]
        typed = tuple((type(value), value) for value in key)
        group = groups.setdefault(typed, {"key": key, "count": 0})
        group["count"] += 1
        group["record"] = record
    return sorted(groups.values(), key=lambda group: -group["count"])
