"""Mistake: compares all positives with all negatives in one array of P x N elements."""

import numpy as np


def roc_pr_auc(y_true: np.ndarray, scores: np.ndarray) -> dict:
    positive, negative = scores[y_true == 1], scores[y_true == 0]
    result = {"roc_auc": None, "average_precision": None}
    if len(positive) and len(negative):
        difference = positive[:, None] - negative
        result["roc_auc"] = np.mean((np.sign(difference) + 1) / 2)
    levels = np.unique(scores)[::-1]
    tp = np.sum(positive[:, None] >= levels, axis=0)
    fp = np.sum(negative[:, None] >= levels, axis=0)
    result["points"] = np.stack([tp, fp], axis=1)
    if len(positive):
        result["average_precision"] = np.sum(np.diff(tp, prepend=0) * tp / (tp + fp)) / tp[-1]
    return result
