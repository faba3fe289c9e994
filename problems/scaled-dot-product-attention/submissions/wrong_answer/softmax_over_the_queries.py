"""Mistake: normalises along the queries instead of the keys."""

import numpy as np


def attention(
    Q: np.ndarray,
    K: np.ndarray,
    V: np.ndarray,
    causal: bool,
    key_mask: np.ndarray,
) -> dict[str, np.ndarray]:
    scores = Q @ K.transpose(0, 2, 1) / np.sqrt(Q.shape[2])
    T, S = scores.shape[1:]
    seen = np.tri(T, S, S - T if causal else S, dtype=bool) & key_mask[:, None]
    top = scores.max(axis=1, keepdims=True, where=seen, initial=-np.inf)
    powers = np.exp(scores - top, where=seen, out=np.zeros_like(scores))
    # Where a key is seen, the sum is at least the 1 of the largest score.
    weights = powers / np.maximum(powers.sum(axis=1, keepdims=True), 1)
    return {"weights": weights, "output": weights @ V}
