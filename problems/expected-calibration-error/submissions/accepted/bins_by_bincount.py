"""Number the bin of each example, and its group; the same sums then serve both definitions."""

import numpy as np


def calibration(
    y_true: np.ndarray, probabilities: np.ndarray, edges: np.ndarray, n_groups: int
) -> dict:
    confidence = probabilities.max(axis=1)
    right = probabilities.argmax(axis=1) == y_true

    inner = edges[1:-1]
    bins = table(confidence, right, np.searchsorted(inner, confidence), len(inner) + 1)
    order = np.argsort(confidence, kind="stable")
    size, larger = divmod(len(y_true), n_groups)
    sizes = size + (np.arange(n_groups) < larger)
    group = np.repeat(np.arange(n_groups), sizes)
    groups = table(confidence[order], right[order], group, n_groups)
    return {
        "bins": bins,
        "ece": expected_error(bins),
        "mce": gaps(bins).max(),
        "adaptive_ece": expected_error(groups),
    }


def table(confidence: np.ndarray, right: np.ndarray, label: np.ndarray, size: int) -> np.ndarray:
    counts = np.bincount(label, minlength=size)
    columns = [counts]
    for values in (confidence, right):
        columns.append(np.bincount(label, weights=values, minlength=size) / np.maximum(counts, 1))
    return np.stack(columns, axis=1)


def gaps(rows: np.ndarray) -> np.ndarray:
    return np.abs(rows[:, 2] - rows[:, 1])


def expected_error(rows: np.ndarray) -> float:
    return np.average(gaps(rows), weights=rows[:, 0])
