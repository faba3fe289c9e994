"""Mistake: weights by how often a class was predicted instead of by support."""

import numpy as np


def evaluate(
    y_true: np.ndarray, y_pred: np.ndarray, n_classes: int, background: int
) -> dict[str, np.ndarray]:
    hits = np.bincount(y_true[y_true == y_pred], minlength=n_classes)
    support = np.bincount(y_true, minlength=n_classes)
    predicted = np.bincount(y_pred, minlength=n_classes)
    scores = np.array(three_scores(hits, support, predicted))
    kept = (np.arange(n_classes) != background) & (support + predicted > 0)
    return {
        "precision": scores[0],
        "recall": scores[1],
        "f1": scores[2],
        "macro": ratio(scores[:, kept].sum(axis=1), kept.sum()),
        "micro": three_scores(hits[kept].sum(), support[kept].sum(), predicted[kept].sum()),
        "weighted": ratio(scores[:, kept] @ predicted[kept], predicted[kept].sum()),
    }


def three_scores(hits: np.ndarray, support: np.ndarray, predicted: np.ndarray) -> list:
    return [ratio(hits, predicted), ratio(hits, support), ratio(2 * hits, support + predicted)]


def ratio(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    return part / np.maximum(whole, 1)
