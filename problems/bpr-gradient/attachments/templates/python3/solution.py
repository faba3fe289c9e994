import numpy as np


def bpr_gradient(
    P: np.ndarray,
    Q: np.ndarray,
    bias: np.ndarray,
    triples: np.ndarray,
    regularisation: float,
) -> dict:
    """Return the mean BPR loss of the triples as "loss" and its gradient as "P", "Q", "bias"."""
    raise NotImplementedError("write your solution here")
