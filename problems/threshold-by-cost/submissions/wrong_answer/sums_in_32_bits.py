"""Mistake: adds up the costs as int32, which overflows."""

import numpy as np


def choose_threshold(
    y_true: np.ndarray,
    scores: np.ndarray,
    alarm_costs: np.ndarray,
    miss_costs: np.ndarray,
    capacity: int,
) -> dict:
    negated, level, counts = np.unique(-scores, return_inverse=True, return_counts=True)
    changes = np.where(y_true == 1, -miss_costs, alarm_costs).astype(np.int32)
    nothing = miss_costs[y_true == 1].sum(dtype=np.int32)
    costs = np.zeros(len(counts) + 1, dtype=np.int32)
    np.add.at(costs, level + 1, changes)
    costs[0] = nothing
    costs = np.cumsum(costs, dtype=np.int32)
    flagged = np.append(0, np.cumsum(counts))

    best = np.argmin(costs[flagged <= capacity])
    thresholds = np.append(np.inf, -negated)
    return {"threshold": thresholds[best], "cost": costs[best], "flagged": flagged[best]}
