"""Scores of minus infinity where nothing is seen; rows of nothing else are mended afterwards."""

import numpy as np


def attention(Q, K, V, causal, key_mask):
    T, S = Q.shape[1], K.shape[1]
    scores = np.einsum("btd,bsd->bts", Q / np.sqrt(Q.shape[-1]), K)
    scores = np.where(key_mask[:, None, :], scores, -np.inf)
    if causal:
        later = np.arange(S)[None, :] > np.arange(T)[:, None] + S - T
        scores[:, later] = -np.inf
    top = scores.max(axis=-1, keepdims=True)
    powers = np.exp(scores - np.where(np.isneginf(top), 0.0, top))
    total = powers.sum(axis=-1, keepdims=True)
    weights = powers / np.where(total == 0, 1.0, total)
    return {"weights": weights, "output": np.einsum("bts,bse->bte", weights, V)}
