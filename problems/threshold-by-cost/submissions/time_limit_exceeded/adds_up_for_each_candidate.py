"""Mistake: adds up the whole cost anew for each candidate, n times n examples."""

import numpy as np


def choose_threshold(
    y_true: np.ndarray,
    scores: np.ndarray,
    alarm_costs: np.ndarray,
    miss_costs: np.ndarray,
    capacity: int,
) -> dict:
    columns = (values.tolist() for values in (y_true, scores, alarm_costs, miss_costs))
    examples = list(zip(*columns))
    best = None
    for threshold in [float("inf"), *np.unique(scores)[::-1].tolist()]:
        flagged = cost = 0
        for truth, score, alarm, miss in examples:
            if score >= threshold:
                flagged += 1
                cost += 0 if truth else alarm
            elif truth:
                cost += miss
        if flagged <= capacity and (best is None or cost < best["cost"]):
            best = {"threshold": threshold, "cost": cost, "flagged": flagged}
    return best
