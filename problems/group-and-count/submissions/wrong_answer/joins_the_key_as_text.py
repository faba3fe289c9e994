"""Mistake: joins the values to one string, where the separator may be part of a value."""


def group_and_count(records, keys):
    groups = {}
    for record in records:
        key = [record.get(field) for field in keys]
        text = "|".join(map(repr, key)).replace("'", "")
        group = groups.setdefault(text, {"key": key, "count": 0, "record": record})
        group["count"] += 1
        if record["version"] >= group["record"]["version"]:
            group["record"] = record
    return sorted(groups.values(), key=lambda group: -group["count"])
