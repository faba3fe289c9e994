"""Mistake: walks all examples for every bin, and sorts anew for every group."""

import numpy as np


def calibration(
    y_true: np.ndarray, probabilities: np.ndarray, edges: np.ndarray, n_groups: int
) -> dict:
    examples = []
    for truth, row in zip(y_true.tolist(), probabilities.tolist()):
        confidence = max(row)
        examples.append((confidence, row.index(confidence) == truth))

    rows = []
    for low, high in zip(edges[:-1].tolist(), edges[1:].tolist()):
        rows.append(summary([e for e in examples if low < e[0] <= high or e[0] == low == 0]))
    groups = []
    for index in range(n_groups):
        ranked = sorted(examples, key=lambda example: example[0])
        size, larger = divmod(len(ranked), n_groups)
        start = index * size + min(index, larger)
        groups.append(summary(ranked[start : start + size + (index < larger)]))
    return {
        "bins": rows,
        "ece": expected_error(rows),
        "mce": max(abs(accuracy - confidence) for _, confidence, accuracy in rows),
        "adaptive_ece": expected_error(groups),
    }


def summary(members: list) -> tuple[int, float, float]:
    if not members:
        return 0, 0.0, 0.0
    confidence = sum(confidence for confidence, _ in members) / len(members)
    return len(members), confidence, sum(right for _, right in members) / len(members)


def expected_error(rows: list) -> float:
    total = sum(count for count, _, _ in rows)
    return sum(count * abs(accuracy - confidence) for count, confidence, accuracy in rows) / total
