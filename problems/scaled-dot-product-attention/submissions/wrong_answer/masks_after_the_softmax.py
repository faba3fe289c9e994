"""Mistake: sets weights to zero after the softmax, and they no longer add up to one."""

import numpy as np


def attention(Q, K, V, causal, key_mask):
    T, S = Q.shape[1], K.shape[1]
    scores = np.einsum("btd,bsd->bts", Q / np.sqrt(Q.shape[-1]), K)
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    weights = powers / powers.sum(axis=-1, keepdims=True)
    weights = weights * key_mask[:, None, :]
    if causal:
        later = np.arange(S)[None, :] > np.arange(T)[:, None] + S - T
        weights[:, later] = 0
    return {"weights": weights, "output": np.einsum("bts,bse->bte", weights, V)}
