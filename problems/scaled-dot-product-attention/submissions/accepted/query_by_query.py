"""One query at a time: pick the keys it sees, and do an ordinary softmax over these."""

import numpy as np


def attention(Q, K, V, causal, key_mask):
    B, T, d = Q.shape
    S, e = V.shape[1:]
    weights = np.zeros((B, T, S))
    output = np.zeros((B, T, e))
    for b in range(B):
        for i in range(T):
            end = i + S - T + 1 if causal else S
            seen = np.flatnonzero(key_mask[b, :end])
            if len(seen) == 0:
                continue
            scores = K[b, seen] @ Q[b, i] * d**-0.5
            powers = np.exp(scores - scores.max())
            weights[b, i, seen] = powers / powers.sum()
            output[b, i] = weights[b, i, seen] @ V[b, seen]
    return {"weights": weights, "output": output}
