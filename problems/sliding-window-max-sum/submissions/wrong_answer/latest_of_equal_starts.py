"""Mistake: drops a start for a later one with an equal prefix sum, though the first one counts."""

from collections import deque


def best_window(values, shortest, longest):
    sums = [0]
    for value in values:
        sums.append(sums[-1] + value)
    best = None
    starts = deque()
    for end in range(shortest, len(sums)):
        start = end - shortest
        while starts and sums[starts[-1]] >= sums[start]:
            starts.pop()
        starts.append(start)
        if end - starts[0] > longest:
            starts.popleft()
        total = sums[end] - sums[starts[0]]
        if best is None or total > best[0]:
            best = (total, starts[0], end - starts[0])
    return best
