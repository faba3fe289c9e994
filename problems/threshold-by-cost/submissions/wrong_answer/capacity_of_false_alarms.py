"""Mistake: counts only the false alarms against the capacity."""

from itertools import groupby

import numpy as np


def choose_threshold(
    y_true: np.ndarray,
    scores: np.ndarray,
    alarm_costs: np.ndarray,
    miss_costs: np.ndarray,
    capacity: int,
) -> dict:
    columns = (values.tolist() for values in (scores, y_true, alarm_costs, miss_costs))
    ranking = sorted(zip(*columns), key=lambda row: -row[0])
    cost = sum(miss for _, truth, _, miss in ranking if truth)
    flagged = 0
    alarms = 0
    best = {"threshold": float("inf"), "cost": cost, "flagged": 0}
    for score, tie in groupby(ranking, key=lambda row: row[0]):
        for _, truth, alarm, miss in tie:
            cost += -miss if truth else alarm
            flagged += 1
            alarms += not truth
        if alarms > capacity:
            break
        if cost < best["cost"]:
            best = {"threshold": score, "cost": cost, "flagged": flagged}
    return best
