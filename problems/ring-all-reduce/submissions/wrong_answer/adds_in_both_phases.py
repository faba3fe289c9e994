"""Mistake: adds in the all-gather as well, where finished sums are to be passed on."""

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
            after[(rank + 1) % ranks, chunk] += before[rank, chunk]
            sent[rank] += chunk.stop - chunk.start
        states.append(after)
    return np.array(states), sent
