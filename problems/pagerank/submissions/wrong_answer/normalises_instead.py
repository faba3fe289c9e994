"""Mistake: drops the dangling pages' rank and divides by the sum, which spreads it otherwise."""

import numpy as np


def pagerank(n, sources, targets, damping, teleport, iterations):
    links_out = np.bincount(sources, minlength=n)
    teleport = teleport / teleport.sum()
    rank = np.full(n, 1 / n)
    for _ in range(iterations):
        carried = rank[sources] / links_out[sources]
        received = np.bincount(targets, weights=carried, minlength=n)
        rank = damping * received + (1 - damping) * teleport
        rank = rank / max(rank.sum(), 1e-300)
    return rank
