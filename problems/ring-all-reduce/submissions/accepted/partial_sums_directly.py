"""No messages: which ranks a chunk's partial sum covers after a step is known in advance."""

import numpy as np


def ring_all_reduce(vectors: np.ndarray) -> tuple[np.ndarray, list[int]]:
    ranks, n = vectors.shape
    edges = np.arange(ranks + 1) * n // ranks
    states = np.tile(vectors, (2 * ranks - 1, 1, 1))
    for chunk in range(ranks):
        part = slice(edges[chunk], edges[chunk + 1])
        running = np.cumsum(np.roll(vectors[:, part], -chunk, axis=0), axis=0)
        for hop in range(1, ranks):
            states[hop:, (chunk + hop) % ranks, part] = running[hop]
        for hop in range(ranks - 1):
            states[ranks + hop :, (chunk + hop) % ranks, part] = running[-1]
    lengths = np.diff(edges)
    sent = [
        int(2 * n - lengths[(rank + 1) % ranks] - lengths[(rank + 2) % ranks])
        for rank in range(ranks)
    ]
    return states, sent
