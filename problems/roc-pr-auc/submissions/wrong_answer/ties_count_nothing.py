"""Mistake: counts only pairs in which the positive is strictly higher."""

from itertools import groupby
from operator import itemgetter

import numpy as np


def roc_pr_auc(y_true: np.ndarray, scores: np.ndarray) -> dict:
    ranking = sorted(zip(scores.tolist(), y_true.tolist()), key=itemgetter(0), reverse=True)
    points = []
    tp = fp = 0
    area = precision_sum = 0.0
    for _, tie in groupby(ranking, key=itemgetter(0)):
        labels = [label for _, label in tie]
        gained = sum(labels)
        alarms = len(labels) - gained
        area += alarms * tp
        tp += gained
        fp += alarms
        precision_sum += gained * tp / (tp + fp)
        points.append([tp, fp])
    return {
        "points": points,
        "roc_auc": area / (tp * fp) if tp and fp else None,
        "average_precision": precision_sum / tp if tp else None,
    }
