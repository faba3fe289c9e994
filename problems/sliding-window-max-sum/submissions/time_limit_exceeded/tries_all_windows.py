"""Mistake: tries every length for every start; prefix sums do not help against that."""

from itertools import accumulate


def best_window(values, shortest, longest):
    sums = [0, *accumulate(values)]
    best = None
    for start in range(len(values) - shortest + 1):
        for end in range(start + shortest, min(start + longest, len(values)) + 1):
            total = sums[end] - sums[start]
            if best is None or total > best[0]:
                best = (total, start, end - start)
    return best
