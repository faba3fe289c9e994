"""Mistake: looks at 101 thresholds between the extreme scores instead of at every score."""

import numpy as np


def roc_pr_auc(y_true: np.ndarray, scores: np.ndarray) -> dict:
    positives, negatives = np.sum(y_true == 1), np.sum(y_true == 0)
    points = []
    for threshold in np.linspace(scores.max(), scores.min(), 101):
        flagged = scores >= threshold
        points.append([np.sum(flagged & (y_true == 1)), np.sum(flagged & (y_true == 0))])
    points = np.unique(np.array(points), axis=0)
    tp, fp = points.T
    tp0, fp0 = np.concatenate([[0], tp[:-1]]), np.concatenate([[0], fp[:-1]])
    roc_auc = average_precision = None
    if positives:
        average_precision = np.sum((tp - tp0) / positives * tp / (tp + fp))
        if negatives:
            roc_auc = np.sum((fp - fp0) / negatives * (tp + tp0) / (2 * positives))
    return {"points": points, "roc_auc": roc_auc, "average_precision": average_precision}
