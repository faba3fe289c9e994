"""Simulate the steps. With steps counted on, both phases send chunk (rank - step) mod P."""

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
            message = before[rank, chunk]
            right = (rank + 1) % ranks
            if step < ranks - 1:
                after[right, chunk] += message
            else:
                after[right, chunk] = message
            sent[rank] += len(message)
        states.append(after)
    return np.array(states), sent
