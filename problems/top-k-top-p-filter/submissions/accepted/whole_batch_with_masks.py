"""All rows at once: sort, mask by rank and by the mass before each token, and sort back."""

import numpy as np


def sampling_distribution(logits, temperature, k, p):
    B, V = logits.shape
    order = np.lexsort((np.broadcast_to(np.arange(V), (B, V)), -logits), axis=1)
    ranks = np.arange(V)
    ranked = np.take_along_axis(logits, order, axis=1)
    ranked = ranked - ranked[:, :1]
    if temperature == 0:
        kept = np.broadcast_to(ranks == 0, (B, V)).astype(float)
    else:
        kept = np.exp(ranked / temperature)
        if k:
            kept[:, ranks >= k] = 0
        kept /= kept.sum(axis=1, keepdims=True)
        before = np.cumsum(kept, axis=1) - kept
        # The first token stays; each other one if the mass before it is still too little.
        kept[(before >= p - 1e-9) & (ranks > 0)] = 0
        kept /= kept.sum(axis=1, keepdims=True)
    result = np.empty((B, V))
    np.put_along_axis(result, order, kept, axis=1)
    return result
