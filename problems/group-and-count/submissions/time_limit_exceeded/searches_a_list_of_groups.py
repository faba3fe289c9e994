"""Mistake: compares each record with all the groups so far."""


def group_and_count(records, keys):
    groups = []
    for record in records:
        key = [record.get(field) for field in keys]
        types = list(map(type, key))
        for group in groups:
            if group["key"] == key and list(map(type, group["key"])) == types:
                break
        else:
            group = {"key": key, "count": 0, "record": record}
            groups.append(group)
        group["count"] += 1
        if record["version"] >= group["record"]["version"]:
            group["record"] = record
    return sorted(groups, key=lambda group: -group["count"])
