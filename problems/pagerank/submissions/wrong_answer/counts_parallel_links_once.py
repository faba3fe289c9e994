"""Mistake: keeps the links in sets, where parallel ones are one."""

import numpy as np


def pagerank(n, sources, targets, damping, teleport, iterations):
    links = sorted(set(zip(sources.tolist(), targets.tolist())))
    sources = np.array([source for source, _ in links], dtype=int)
    targets = np.array([target for _, target in links], dtype=int)
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
