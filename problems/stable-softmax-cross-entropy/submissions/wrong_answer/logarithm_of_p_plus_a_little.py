"""Mistake: takes the logarithm of p + 1e-12, which bounds the loss."""

import numpy as np


def softmax_cross_entropy(
    logits: np.ndarray,
    targets: np.ndarray,
    ignore_index: int,
    smoothing: float,
) -> dict[str, object]:
    kept = targets != ignore_index
    weight = kept[:, None] / max(kept.sum(), 1)
    shifted = logits - logits.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    q = np.full(logits.shape, smoothing / logits.shape[1])
    q[kept, targets[kept]] += 1 - smoothing
    return {
        "loss": -(weight * q * np.log(np.exp(log_p) + 1e-12)).sum(),
        "grad": weight * (np.exp(log_p) - q),
    }
