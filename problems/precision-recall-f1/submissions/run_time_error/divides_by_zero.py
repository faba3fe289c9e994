"""Mistake: divides without asking whether a class was ever predicted."""

from collections import Counter

import numpy as np


def evaluate(y_true: np.ndarray, y_pred: np.ndarray, n_classes: int, background: int) -> dict:
    hits: Counter = Counter()
    support: Counter = Counter()
    predicted: Counter = Counter()
    for true, guess in zip(y_true.tolist(), y_pred.tolist()):
        support[true] += 1
        predicted[guess] += 1
        if true == guess:
            hits[true] += 1

    rows = [three_scores(hits[c], support[c], predicted[c]) for c in range(n_classes)]
    kept = [c for c in range(n_classes) if c != background and (c in support or c in predicted)]
    total_support = sum(support[c] for c in kept)
    return {
        "precision": [row[0] for row in rows],
        "recall": [row[1] for row in rows],
        "f1": [row[2] for row in rows],
        "macro": [ratio(sum(rows[c][i] for c in kept), len(kept)) for i in range(3)],
        "micro": three_scores(
            sum(hits[c] for c in kept), total_support, sum(predicted[c] for c in kept)
        ),
        "weighted": [
            ratio(sum(support[c] * rows[c][i] for c in kept), total_support) for i in range(3)
        ],
    }


def three_scores(hits: int, support: int, predicted: int) -> list[float]:
    return [ratio(hits, predicted), ratio(hits, support), ratio(2 * hits, support + predicted)]


def ratio(part: float, whole: float) -> float:
    return part / whole
