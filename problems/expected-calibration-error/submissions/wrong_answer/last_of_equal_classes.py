"""Mistake: predicts the last of equally likely classes."""

from bisect import bisect_left

import numpy as np


def calibration(
    y_true: np.ndarray, probabilities: np.ndarray, edges: np.ndarray, n_groups: int
) -> dict:
    examples = []
    for truth, row in zip(y_true.tolist(), probabilities.tolist()):
        confidence = max(row)
        examples.append((confidence, len(row) - 1 - row[::-1].index(confidence) == truth))

    borders = edges.tolist()
    bins: list[list] = [[] for _ in borders[1:]]
    for example in examples:
        bins[max(bisect_left(borders, example[0]) - 1, 0)].append(example)

    ranked = sorted(examples, key=lambda example: example[0])
    size, larger = divmod(len(ranked), n_groups)
    groups = []
    start = 0
    for index in range(n_groups):
        stop = start + size + (1 if index < larger else 0)
        groups.append(ranked[start:stop])
        start = stop

    rows = [summary(members) for members in bins]
    return {
        "bins": rows,
        "ece": expected_error(rows),
        "mce": max(abs(accuracy - confidence) for _, confidence, accuracy in rows),
        "adaptive_ece": expected_error([summary(members) for members in groups]),
    }


def summary(members: list) -> tuple[int, float, float]:
    if not members:
        return 0, 0.0, 0.0
    confidence = sum(confidence for confidence, _ in members) / len(members)
    return len(members), confidence, sum(right for _, right in members) / len(members)


def expected_error(rows: list) -> float:
    total = sum(count for count, _, _ in rows)
    return sum(count * abs(accuracy - confidence) for count, confidence, accuracy in rows) / total
