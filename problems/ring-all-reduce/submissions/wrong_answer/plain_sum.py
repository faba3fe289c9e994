"""Mistake: writes the sum into every state after the first; that is no simulation."""

import numpy as np


def ring_all_reduce(vectors: np.ndarray) -> tuple[np.ndarray, list[int]]:
    ranks, n = vectors.shape
    states = np.broadcast_to(vectors.sum(axis=0), (2 * ranks - 1, ranks, n)).copy()
    states[0] = vectors
    return states, [2 * n * (ranks - 1) // ranks] * ranks
