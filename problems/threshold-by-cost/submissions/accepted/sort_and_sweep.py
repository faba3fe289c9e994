"""Number the distinct scores from the top; running sums give the cost of every candidate."""

import numpy as np


def choose_threshold(
    y_true: np.ndarray,
    scores: np.ndarray,
    alarm_costs: np.ndarray,
    miss_costs: np.ndarray,
    capacity: int,
) -> dict:
    negated, level, counts = np.unique(-scores, return_inverse=True, return_counts=True)
    changes = np.where(y_true == 1, -miss_costs, alarm_costs)
    nothing = miss_costs[y_true == 1].sum()
    costs = np.append(nothing, nothing + np.cumsum(np.bincount(level, weights=changes)))
    flagged = np.append(0, np.cumsum(counts))

    best = np.argmin(costs[flagged <= capacity])
    thresholds = np.append(np.inf, -negated)
    return {"threshold": thresholds[best], "cost": costs[best], "flagged": flagged[best]}
