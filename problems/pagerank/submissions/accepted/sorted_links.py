"""Sort the links by target once; each iteration then adds up slices of one array."""

import numpy as np


def pagerank(
    n: int,
    sources: np.ndarray,
    targets: np.ndarray,
    damping: float,
    teleport: np.ndarray,
    iterations: int,
) -> np.ndarray:
    by_target = np.argsort(targets, kind="stable")
    sources = sources[by_target]
    pages, first = np.unique(targets[by_target], return_index=True)
    share = 1.0 / np.maximum(np.bincount(sources, minlength=n), 1)
    dangling = np.ones(n)
    dangling[sources] = 0.0
    jump = teleport / np.sum(teleport)
    rank = np.ones(n) / n
    for _ in range(iterations):
        new = (damping * (rank @ dangling) + 1.0 - damping) * jump
        if len(pages):
            new[pages] += damping * np.add.reduceat((rank * share)[sources], first)
        rank = new
    return rank
