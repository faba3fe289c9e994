"""Mistake: stops as soon as an iteration changes the ranks by less than 1e-6 in all."""

import numpy as np


def pagerank(n, sources, targets, damping, teleport, iterations):
    links_out = np.bincount(sources, minlength=n)
    dangling = links_out == 0
    teleport = teleport / teleport.sum()
    rank = np.full(n, 1 / n)
    for _ in range(iterations):
        carried = rank[sources] / links_out[sources]
        received = np.bincount(targets, weights=carried, minlength=n)
        received = received + rank[dangling].sum() * teleport
        new = damping * received + (1 - damping) * teleport
        change = np.abs(new - rank).sum()
        rank = new
        if change < 1e-6:
            break
    return rank
