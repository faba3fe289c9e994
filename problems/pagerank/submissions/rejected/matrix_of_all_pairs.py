"""Mistake: stores the transition probabilities as an (n, n) matrix."""

import numpy as np


def pagerank(n, sources, targets, damping, teleport, iterations):
    transition = np.ones((n, n)) * (teleport / teleport.sum())
    transition[np.unique(sources)] = 0
    links_out = np.bincount(sources, minlength=n)
    np.add.at(transition, (sources, targets), 1 / links_out[sources])
    rank = np.full(n, 1 / n)
    for _ in range(iterations):
        rank = damping * (rank @ transition) + (1 - damping) * teleport / teleport.sum()
    return rank
