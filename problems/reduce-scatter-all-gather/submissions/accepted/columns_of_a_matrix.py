"""All rows as one matrix, with zeros where a rank holds nothing; then joining is adding too."""

import numpy as np


def halving_doubling(vectors, latency, per_element):
    ranks, n = vectors.shape
    bounds = np.tile([0, n], (ranks, 1))
    table = vectors.copy()
    numbers = np.arange(ranks)
    columns = np.arange(n)
    path = [bounds]
    steps = []
    time = 0.0
    distance = ranks // 2
    while distance:
        middle = bounds.sum(axis=1) // 2
        high = (numbers & distance) > 0
        kept = np.column_stack(
            [np.where(high, middle, bounds[:, 0]), np.where(high, bounds[:, 1], middle)]
        )
        most = (np.diff(bounds, axis=1) - np.diff(kept, axis=1)).max()
        table = table + table[numbers ^ distance]
        inside = (columns >= kept[:, :1]) & (columns < kept[:, 1:])
        table = np.where(inside, table, 0.0)
        bounds = kept
        path.append(bounds)
        steps.append([(int(a), table[rank, a:b]) for rank, (a, b) in enumerate(bounds)])
        time += latency + per_element * float(most)
        distance //= 2
    distance = 1
    for before in path[-2::-1]:
        most = np.diff(bounds, axis=1).max()
        table = table + table[numbers ^ distance]
        bounds = before
        steps.append([(int(a), table[rank, a:b].copy()) for rank, (a, b) in enumerate(bounds)])
        time += latency + per_element * float(most)
        distance *= 2
    return steps, time
