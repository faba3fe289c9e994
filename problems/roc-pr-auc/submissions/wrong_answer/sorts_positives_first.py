"""Mistake: sorts pairs of score and label: within a tie all positives come first."""

import numpy as np


def roc_pr_auc(y_true: np.ndarray, scores: np.ndarray) -> dict:
    ranking = sorted(zip(scores.tolist(), y_true.tolist()), reverse=True)
    points = []
    tp = fp = 0
    area = precision_sum = 0.0
    for _, label in ranking:
        labels = [label]
        gained = sum(labels)
        alarms = len(labels) - gained
        area += alarms * (tp + gained / 2)
        tp += gained
        fp += alarms
        precision_sum += gained * tp / (tp + fp)
        points.append([tp, fp])
    return {
        "points": points,
        "roc_auc": area / (tp * fp) if tp and fp else None,
        "average_precision": precision_sum / tp if tp else None,
    }
