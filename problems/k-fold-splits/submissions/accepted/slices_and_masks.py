"""Index arithmetic: slices of the order, by blocks or with a stride, and a mask for each."""

import numpy as np


def k_fold_splits(
    order: list[int], k: int, labels: list[int] | None
) -> list[tuple[list[int], list[int]]]:
    rows = np.array(order)
    if labels is None:
        blocks = np.array_split(rows, k)
    else:
        dealt = rows[np.argsort(np.array(labels)[rows], kind="stable")]
        blocks = [dealt[fold::k] for fold in range(k)]
    splits = []
    for block in blocks:
        held_out = np.zeros(len(rows), dtype=bool)
        held_out[block] = True
        splits.append((np.flatnonzero(~held_out).tolist(), np.flatnonzero(held_out).tolist()))
    return splits
