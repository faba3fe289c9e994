"""Mistake: gives a dangling page a link to itself."""

import numpy as np


def pagerank(n, sources, targets, damping, teleport, iterations):
    dangling = np.setdiff1d(np.arange(n), sources)
    sources = np.concatenate([sources, dangling])
    targets = np.concatenate([targets, dangling])
    links_out = np.bincount(sources, minlength=n)
    teleport = teleport / teleport.sum()
    rank = np.full(n, 1 / n)
    for _ in range(iterations):
        carried = rank[sources] / links_out[sources]
        received = np.bincount(targets, weights=carried, minlength=n)
        rank = damping * received + (1 - damping) * teleport
    return rank
