"""Mistake: has no place for categories that were rare or never seen in training."""

from collections import Counter
from statistics import median
from typing import Any


def preprocess(
    train: list[list[Any]],
    test: list[list[Any]],
    columns: list[list[str]],
    min_count: int,
) -> dict[str, Any]:
    names: list[str] = []
    tables = {"train": train, "test": test}
    outputs: dict[str, list[list[float]]] = {
        which: [[] for _ in table] for which, table in tables.items()
    }
    for j, (name, kind) in enumerate(columns):
        known = [row[j] for row in train if row[j] is not None]
        if kind == "numeric":
            middle = median(known) if known else 0.0
            flagged = len(known) < len(train)
            names += [name, f"{name}:missing"] if flagged else [name]
        else:
            counts = Counter(known)
            kept = sorted(value for value in counts if counts[value] >= min_count)
            names += [f"{name}={value}" for value in kept] + [f"{name}:other"]
        for which, table in tables.items():
            for row, encoded in zip(table, outputs[which]):
                value = row[j]
                if kind == "numeric":
                    encoded.append(middle if value is None else value)
                    if flagged:
                        encoded.append(value is None)
                else:
                    encoded += [value == category for category in kept]
                    encoded.append(False)
    return {"names": names, **outputs}
