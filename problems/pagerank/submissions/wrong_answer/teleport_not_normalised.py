"""Mistake: takes the teleport weights for probabilities."""

import numpy as np


def pagerank(n, sources, targets, damping, teleport, iterations):
    links_out = np.bincount(sources, minlength=n)
    dangling = links_out == 0
    rank = np.full(n, 1 / n)
    for _ in range(iterations):
        carried = rank[sources] / links_out[sources]
        received = np.bincount(targets, weights=carried, minlength=n)
        received = received + rank[dangling].sum() * teleport
        rank = damping * received + (1 - damping) * teleport
    return rank
