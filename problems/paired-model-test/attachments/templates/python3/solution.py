import numpy as np


def mcnemar(y_true: np.ndarray, pred_a: np.ndarray, pred_b: np.ndarray) -> dict[str, float]:
    """Return "only_a", "only_b", "exact_p", "mid_p", "chi2" and "corrected_p" of McNemar's test."""
    raise NotImplementedError("write your solution here")
