"""Maxima over stretches of power-of-two length with numpy; two of them cover any stretch."""

import numpy as np


def best_window(values, shortest, longest):
    n = len(values)
    if n < shortest:
        return None
    sums = np.concatenate(([0], np.cumsum(np.array(values, dtype=np.int64))))
    # For each start the largest sums[end], end between start + shortest and start + longest.
    low = np.arange(n - shortest + 1)
    high = np.minimum(low + longest, n)
    low = low + shortest
    width = high - low + 1
    best_end = np.empty(len(low), dtype=np.int64)
    table = sums
    size = 1
    while True:
        mine = (width >= size) & (width < 2 * size)
        best_end[mine] = np.maximum(table[low[mine]], table[high[mine] - size + 1])
        if 2 * size > width.max():
            break
        table = np.maximum(table[:-size], table[size:])
        size *= 2
    totals = best_end - sums[: len(low)]
    start = int(totals.argmax())
    ends = sums[low[start] : high[start] + 1]
    return int(totals[start]), start, int(ends.argmax()) + shortest
