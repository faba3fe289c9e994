"""Sort the records' numbers by their keys as JSON, so that each group is one run."""

import json
from itertools import groupby


def group_and_count(records, keys):
    texts = [json.dumps([record.get(field) for field in keys]) for record in records]
    runs = []
    for text, run in groupby(sorted(range(len(records)), key=texts.__getitem__), texts.__getitem__):
        numbers = list(run)  # ascending, since sorting is stable
        newest = max(numbers, key=lambda number: (records[number]["version"], number))
        runs.append((-len(numbers), numbers[0], text, records[newest]))
    runs.sort(key=lambda run: run[:2])
    return [
        {"key": json.loads(text), "count": -size, "record": record}
        for size, _, text, record in runs
    ]
