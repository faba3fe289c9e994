"""Mistake: computes in float32."""

import numpy as np


def softmax_cross_entropy(
    logits: np.ndarray,
    targets: np.ndarray,
    ignore_index: int,
    smoothing: float,
) -> dict[str, object]:
    logits = logits.astype(np.float32)
    kept = targets != ignore_index
    weight = kept[:, None] / max(kept.sum(), 1)
    shifted = logits - logits.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    q = np.full(logits.shape, smoothing / logits.shape[1])
    q[kept, targets[kept]] += 1 - smoothing
    return {
        "loss": -(weight * q * log_p).sum(),
        "grad": weight * (np.exp(log_p) - q),
    }
