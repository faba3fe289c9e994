"""Mistake: computes in single precision."""

import numpy as np


def pagerank(n, sources, targets, damping, teleport, iterations):
    links_out = np.bincount(sources, minlength=n).astype(np.float32)
    dangling = links_out == 0
    teleport = (teleport / teleport.sum()).astype(np.float32)
    rank = np.full(n, 1 / n, dtype=np.float32)
    for _ in range(iterations):
        carried = rank[sources] / links_out[sources]
        received = np.bincount(targets, weights=carried, minlength=n).astype(np.float32)
        received = received + rank[dangling].sum() * teleport
        rank = np.float32(damping) * received + np.float32(1 - damping) * teleport
    return rank
