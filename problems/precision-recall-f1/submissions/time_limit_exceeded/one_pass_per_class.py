"""Mistake: walks all examples in Python once for every class."""

import numpy as np


def evaluate(y_true: np.ndarray, y_pred: np.ndarray, n_classes: int, background: int) -> dict:
    pairs = list(zip(y_true.tolist(), y_pred.tolist()))
    rows, kept, counts = [], [], []
    for c in range(n_classes):
        hits = sum(1 for true, guess in pairs if true == guess == c)
        support = sum(1 for true, _ in pairs if true == c)
        predicted = sum(1 for _, guess in pairs if guess == c)
        rows.append(three_scores(hits, support, predicted))
        if c != background and support + predicted:
            kept.append(c)
        counts.append((hits, support, predicted))
    sums = [sum(counts[c][i] for c in kept) for i in range(3)]
    return {
        "precision": [row[0] for row in rows],
        "recall": [row[1] for row in rows],
        "f1": [row[2] for row in rows],
        "macro": [ratio(sum(rows[c][i] for c in kept), len(kept)) for i in range(3)],
        "micro": three_scores(*sums),
        "weighted": [
            ratio(sum(counts[c][1] * rows[c][i] for c in kept), sums[1]) for i in range(3)
        ],
    }


def three_scores(hits: int, support: int, predicted: int) -> list[float]:
    return [ratio(hits, predicted), ratio(hits, support), ratio(2 * hits, support + predicted)]


def ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
