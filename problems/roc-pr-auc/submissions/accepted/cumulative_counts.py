"""Count positives and negatives per distinct score, add up from the top, and sum the steps."""

import numpy as np


def roc_pr_auc(y_true: np.ndarray, scores: np.ndarray) -> dict:
    _, level = np.unique(-scores, return_inverse=True)
    gained = np.bincount(level, weights=y_true)
    alarms = np.bincount(level, weights=1 - y_true)
    tp, fp = np.cumsum(gained), np.cumsum(alarms)
    positives, negatives = tp[-1], fp[-1]

    roc_auc = average_precision = None
    if positives:
        average_precision = np.sum(gained * tp / (tp + fp)) / positives
        if negatives:
            roc_auc = np.sum(alarms * (tp - gained / 2)) / positives / negatives
    return {
        "points": np.column_stack([tp, fp]),
        "roc_auc": roc_auc,
        "average_precision": average_precision,
    }
