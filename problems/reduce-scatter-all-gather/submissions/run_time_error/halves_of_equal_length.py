"""Mistake: keeps all blocks in one array, which demands that every range can be halved."""

import numpy as np


def halving_doubling(vectors, latency, per_element):
    ranks, n = vectors.shape
    held = vectors
    starts = np.zeros(ranks, dtype=int)
    steps = []
    time = 0.0
    numbers = np.arange(ranks)
    distances = [2**bit for bit in range(ranks.bit_length() - 1)]
    for distance in reversed(distances):
        halves = held.reshape(ranks, 2, -1)
        side = np.where(numbers & distance, 1, 0)
        held = halves[numbers, side] + halves[numbers ^ distance, side]
        starts = starts + side * held.shape[1]
        time += latency + per_element * held.shape[1]
        steps.append(list(zip(starts.tolist(), held)))
    for distance in distances:
        time += latency + per_element * held.shape[1]
        held = np.concatenate([held[numbers & ~distance], held[numbers | distance]], axis=1)
        starts = starts[numbers & ~distance]
        steps.append(list(zip(starts.tolist(), held)))
    return steps, time
