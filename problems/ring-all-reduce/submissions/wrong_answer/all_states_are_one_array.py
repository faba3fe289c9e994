"""Mistake: appends the same array after every step, so all states show the last one."""

import numpy as np


def ring_all_reduce(vectors: np.ndarray) -> tuple[np.ndarray, list[int]]:
    ranks, n = vectors.shape
    chunks = [slice(c * n // ranks, (c + 1) * n // ranks) for c in range(ranks)]
    states = [vectors]
    sent = [0] * ranks
    for step in range(2 * (ranks - 1)):
        before = vectors.copy()
        for rank in range(ranks):
            chunk = chunks[(rank - step) % ranks]
            right = (rank + 1) % ranks
            if step < ranks - 1:
                vectors[right, chunk] += before[rank, chunk]
            else:
                vectors[right, chunk] = before[rank, chunk]
            sent[rank] += chunk.stop - chunk.start
        states.append(vectors)
    return np.array(states), sent
