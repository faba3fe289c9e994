"""Mistake: rounds the cut up, so that of an odd range the lower half is the longer one."""

import numpy as np


def halving_doubling(vectors, latency, per_element):
    ranks = len(vectors)
    held = [(0, vector) for vector in vectors]
    steps = []
    time = 0.0
    distances = [2**bit for bit in range(ranks.bit_length() - 1)]
    for distance in reversed(distances):
        halves = []
        for start, values in held:
            middle = (len(values) + 1) // 2
            halves.append([(start, values[:middle]), (start + middle, values[middle:])])
        held = []
        for rank in range(ranks):
            side = 1 if rank & distance else 0
            start, own = halves[rank][side]
            held.append((start, own + halves[rank ^ distance][side][1]))
        time += latency + per_element * max(len(lower[1]) for lower, _ in halves)
        steps.append(held)
    for distance in distances:
        time += latency + per_element * max(len(values) for _, values in held)
        held = [
            (
                held[rank & ~distance][0],
                np.concatenate([held[rank & ~distance][1], held[rank | distance][1]]),
            )
            for rank in range(ranks)
        ]
        steps.append(held)
    return steps, time
