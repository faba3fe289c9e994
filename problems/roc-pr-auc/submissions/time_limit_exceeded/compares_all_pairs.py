"""Mistake: compares each positive with each negative, and counts anew for every threshold."""

import numpy as np


def roc_pr_auc(y_true: np.ndarray, scores: np.ndarray) -> dict:
    positive, negative = scores[y_true == 1], scores[y_true == 0]
    points = [
        [int(np.sum(positive >= level)), int(np.sum(negative >= level))]
        for level in np.unique(scores)[::-1]
    ]
    result = {"points": points, "roc_auc": None, "average_precision": None}
    if len(positive):
        before = 0
        area = 0.0
        for tp, fp in points:
            area += (tp - before) / len(positive) * tp / (tp + fp)
            before = tp
        result["average_precision"] = area
        if len(negative):
            wins = sum(
                np.sum(score > negative) + np.sum(score == negative) / 2 for score in positive
            )
            result["roc_auc"] = wins / len(positive) / len(negative)
    return result
