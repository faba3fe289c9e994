"""Mistake: adds in place to np.bincount's result, which is of integers when there are no links."""

import numpy as np


def pagerank(n, sources, targets, damping, teleport, iterations):
    links_out = np.bincount(sources, minlength=n)
    dangling = links_out == 0
    teleport = teleport / teleport.sum()
    rank = np.full(n, 1 / n)
    for _ in range(iterations):
        carried = rank[sources] / links_out[sources]
        received = np.bincount(targets, weights=carried, minlength=n)
        received += rank[dangling].sum() * teleport
        rank = damping * received + (1 - damping) * teleport
    return rank
