"""Mistake: turns the ring round; the sum is right in the end, the states on the way are not."""

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
            chunk = chunks[(rank + step) % ranks]
            left = (rank - 1) % ranks
            if step < ranks - 1:
                after[left, chunk] += before[rank, chunk]
            else:
                after[left, chunk] = before[rank, chunk]
            sent[rank] += chunk.stop - chunk.start
        states.append(after)
    return np.array(states), sent
