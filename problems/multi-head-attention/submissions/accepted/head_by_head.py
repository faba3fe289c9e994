"""Sequence by sequence and head by head, with the columns of the weights sliced."""

import numpy as np


def multi_head_attention(x, context, params, num_heads, causal):
    B, T, D = x.shape
    S = context.shape[1]
    d = D // num_heads
    output = np.zeros((B, T, D))
    weights = np.zeros((B, num_heads, T, S))
    for b in range(B):
        output[b] = params["bo"]
        for head in range(num_heads):
            own = slice(head * d, (head + 1) * d)
            q = x[b] @ params["Wq"][:, own] + params["bq"][own]
            k = context[b] @ params["Wk"][:, own] + params["bk"][own]
            v = context[b] @ params["Wv"][:, own] + params["bv"][own]
            for i in range(T):
                end = i + S - T + 1 if causal else S
                scores = k[:end] @ q[i] / d**0.5
                powers = np.exp(scores - scores.max())
                weights[b, head, i, :end] = powers / powers.sum()
            output[b] += weights[b, head] @ v @ params["Wo"][own]
    return {"output": output, "weights": weights}
