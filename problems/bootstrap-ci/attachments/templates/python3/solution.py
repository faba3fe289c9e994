import numpy as np


def bootstrap_ratio(
    numerators: np.ndarray, denominators: np.ndarray, indices: np.ndarray, confidence: float
) -> dict:
    """Return "estimate", "bias", "standard_error", "percentile", "basic" of a ratio of sums."""
    raise NotImplementedError("write your solution here")
