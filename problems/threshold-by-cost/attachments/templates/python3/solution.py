import numpy as np


def choose_threshold(
    y_true: np.ndarray,
    scores: np.ndarray,
    alarm_costs: np.ndarray,
    miss_costs: np.ndarray,
    capacity: int,
) -> dict:
    """Return the cheapest "threshold", its "cost", and how many examples it flags ("flagged")."""
    raise NotImplementedError("write your solution here")
