"""Mistake: reshapes every vector into P equal chunks; unless P divides n, that is a ValueError."""

import numpy as np


def ring_all_reduce(vectors: np.ndarray) -> tuple[np.ndarray, list[int]]:
    ranks, n = vectors.shape
    held = vectors.reshape(ranks, ranks, n // ranks).copy()
    states = [vectors]
    for step in range(2 * (ranks - 1)):
        before = held.copy()
        for rank in range(ranks):
            chunk = (rank - step) % ranks
            right = (rank + 1) % ranks
            if step < ranks - 1:
                held[right, chunk] += before[rank, chunk]
            else:
                held[right, chunk] = before[rank, chunk]
        states.append(held.reshape(ranks, n).copy())
    return np.array(states), [2 * (ranks - 1) * (n // ranks)] * ranks
