"""A fitted encoder object per column; matrices are filled with numpy, block by block."""

from typing import Any

import numpy as np


class Numeric:
    def __init__(self, name: str, values: list[float | None]) -> None:
        column = np.array(values, dtype=float)
        observed = column[~np.isnan(column)]
        self.fill = float(np.median(observed)) if observed.size else 0.0
        self.names = [name]
        if observed.size < column.size:
            self.names.append(name + ":missing")

    def encode(self, values: list[float | None]) -> np.ndarray:
        column = np.array(values, dtype=float)
        gone = np.isnan(column)
        return np.column_stack([np.where(gone, self.fill, column), gone])[:, : len(self.names)]


class Categorical:
    def __init__(self, name: str, values: list[str | None], min_count: int) -> None:
        categories, counts = np.unique(
            np.array([value for value in values if value is not None], dtype=object),
            return_counts=True,
        )
        kept = categories[counts >= min_count]
        self.position = {category: at for at, category in enumerate(kept)}
        self.names = [f"{name}={category}" for category in kept] + [name + ":other"]

    def encode(self, values: list[str | None]) -> np.ndarray:
        block = np.zeros((len(values), len(self.names)))
        for i, value in enumerate(values):
            if value is not None:
                block[i, self.position.get(value, len(self.position))] = 1
        return block


def preprocess(
    train: list[list[Any]],
    test: list[list[Any]],
    columns: list[list[str]],
    min_count: int,
) -> dict[str, Any]:
    names: list[str] = []
    blocks: dict[str, list[np.ndarray]] = {"train": [], "test": []}
    for j, (name, kind) in enumerate(columns):
        values = [row[j] for row in train]
        if kind == "numeric":
            encoder = Numeric(name, values)
        else:
            encoder = Categorical(name, values, min_count)
        names += encoder.names
        blocks["train"].append(encoder.encode(values))
        blocks["test"].append(encoder.encode([row[j] for row in test]))
    return {
        "names": names,
        "train": np.hstack(blocks["train"]).tolist(),
        "test": np.hstack(blocks["test"]).tolist(),
    }
