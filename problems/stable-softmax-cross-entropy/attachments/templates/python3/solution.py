import numpy as np


def softmax_cross_entropy(
    logits: np.ndarray,
    targets: np.ndarray,
    ignore_index: int,
    smoothing: float,
) -> dict[str, object]:
    """Mean cross-entropy over the rows that count: return "loss" and "grad"."""
    raise NotImplementedError("write your solution here")
