"""Mistake: adds -1e9 to what is not seen; where nothing is seen, the weights do not vanish."""

import numpy as np


def attention(Q, K, V, causal, key_mask):
    T, S = Q.shape[1], K.shape[1]
    scores = np.einsum("btd,bsd->bts", Q / np.sqrt(Q.shape[-1]), K)
    scores = np.where(key_mask[:, None, :], scores, -1e9)
    if causal:
        later = np.arange(S)[None, :] > np.arange(T)[:, None] + S - T
        scores[:, later] = -1e9
    top = scores.max(axis=-1, keepdims=True)
    powers = np.exp(scores - np.where(np.isneginf(top), 0.0, top))
    total = powers.sum(axis=-1, keepdims=True)
    weights = powers / np.where(total == 0, 1.0, total)
    return {"weights": weights, "output": np.einsum("bts,bse->bte", weights, V)}
