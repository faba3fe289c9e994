"""Mistake: chunks of n // P elements each; what is left over at the end is never sent."""

import numpy as np


def ring_all_reduce(vectors: np.ndarray) -> tuple[np.ndarray, list[int]]:
    ranks, n = vectors.shape
    length = n // ranks
    chunks = [slice(c * length, (c + 1) * length) for c in range(ranks)]
    states = [vectors]
    sent = [0] * ranks
    for step in range(2 * (ranks - 1)):
        before = states[-1]
        after = before.copy()
        for rank in range(ranks):
            chunk = chunks[(rank - step) % ranks]
            right = (rank + 1) % ranks
            if step < ranks - 1:
                after[right, chunk] += before[rank, chunk]
            else:
                after[right, chunk] = before[rank, chunk]
            sent[rank] += length
        states.append(after)
    return np.array(states), sent
