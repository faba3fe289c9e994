"""Heads from np.split, attention as a function of three matrices, np.concatenate at the end."""

import numpy as np


def softmax(scores):
    powers = np.exp(scores - np.max(scores, axis=-1, keepdims=True))
    return powers / np.sum(powers, axis=-1, keepdims=True)


def attend(q, k, v, causal):
    scores = q @ np.swapaxes(k, -1, -2) * q.shape[-1] ** -0.5
    if causal:
        T, S = scores.shape[-2:]
        mask = np.triu(np.full((T, S), -np.inf), S - T + 1)
        scores = scores + mask
    weights = softmax(scores)
    return weights, weights @ v


def multi_head_attention(x, context, params, num_heads, causal):
    q = np.split(x @ params["Wq"] + params["bq"], num_heads, axis=-1)
    k = np.split(context @ params["Wk"] + params["bk"], num_heads, axis=-1)
    v = np.split(context @ params["Wv"] + params["bv"], num_heads, axis=-1)
    pairs = [attend(*blocks, causal) for blocks in zip(q, k, v)]
    joined = np.concatenate([output for _, output in pairs], axis=-1)
    weights = np.stack([weights for weights, _ in pairs], axis=1)
    return {"output": joined @ params["Wo"] + params["bo"], "weights": weights}
