import numpy as np


def psi(reference: np.ndarray, current: np.ndarray, n_bins: int) -> dict:
    """Population stability index: {"edges": …, "contributions": …, "psi": …, "level": …}."""
    raise NotImplementedError("write your solution here")
