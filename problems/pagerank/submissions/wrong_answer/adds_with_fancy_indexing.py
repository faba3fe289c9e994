"""Mistake: `received[targets] += …` adds once per distinct target, not once per link."""

import numpy as np


def pagerank(n, sources, targets, damping, teleport, iterations):
    links_out = np.bincount(sources, minlength=n)
    dangling = links_out == 0
    teleport = teleport / teleport.sum()
    rank = np.full(n, 1 / n)
    for _ in range(iterations):
        received = rank[dangling].sum() * teleport
        received[targets] += rank[sources] / links_out[sources]
        rank = damping * received + (1 - damping) * teleport
    return rank
