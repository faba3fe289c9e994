"""One gather of what each link carries and one weighted count per iteration."""

import numpy as np


def pagerank(
    n: int,
    sources: np.ndarray,
    targets: np.ndarray,
    damping: float,
    teleport: np.ndarray,
    iterations: int,
) -> np.ndarray:
    links_out = np.bincount(sources, minlength=n)
    dangling = links_out == 0
    teleport = teleport / teleport.sum()
    rank = np.full(n, 1 / n)
    for _ in range(iterations):
        carried = rank[sources] / links_out[sources]
        received = np.bincount(targets, weights=carried, minlength=n)
        received = received + rank[dangling].sum() * teleport
        rank = damping * received + (1 - damping) * teleport
    return rank
