"""AUC as the rank-sum statistic with mean ranks; the points by searching in sorted scores."""

import numpy as np


def roc_pr_auc(y_true: np.ndarray, scores: np.ndarray) -> dict:
    positive = np.sort(scores[y_true == 1])
    negative = np.sort(scores[y_true == 0])
    levels = np.unique(scores)[::-1]
    tp = len(positive) - np.searchsorted(positive, levels, side="left")
    fp = len(negative) - np.searchsorted(negative, levels, side="left")
    result = {"points": np.stack([tp, fp], axis=1), "roc_auc": None, "average_precision": None}
    if len(positive) == 0:
        return result

    recall = np.concatenate([[0.0], tp / len(positive)])
    result["average_precision"] = float(np.dot(np.diff(recall), tp / (tp + fp)))
    if len(negative):
        everyone = np.sort(scores)
        first = np.searchsorted(everyone, positive, side="left")
        last = np.searchsorted(everyone, positive, side="right")
        rank_sum = np.sum((first + last + 1) / 2)
        smallest = len(positive) * (len(positive) + 1) / 2
        result["roc_auc"] = (rank_sum - smallest) / (len(positive) * len(negative))
    return result
