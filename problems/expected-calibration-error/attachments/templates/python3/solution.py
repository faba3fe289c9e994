import numpy as np


def calibration(
    y_true: np.ndarray, probabilities: np.ndarray, edges: np.ndarray, n_groups: int
) -> dict:
    """Return "bins", "ece", "mce" for the bins given, and "adaptive_ece" for n_groups groups."""
    raise NotImplementedError("write your solution here")
