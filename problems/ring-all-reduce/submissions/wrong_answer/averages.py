"""Mistake: divides by the number of ranks after the reduce-scatter; the sum was asked for."""

import numpy as np


def ring_all_reduce(vectors: np.ndarray) -> tuple[np.ndarray, list[int]]:
    ranks, n = vectors.shape
    chunks = [slice(c * n // ranks, (c + 1) * n // ranks) for c in range(ranks)]
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
            sent[rank] += chunk.stop - chunk.start
        if step == ranks - 2:
            for rank in range(ranks):
                after[rank, chunks[(rank + 1) % ranks]] /= ranks
        states.append(after)
    return np.array(states), sent
