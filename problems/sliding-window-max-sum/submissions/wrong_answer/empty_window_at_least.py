"""Mistake: the best sum starts at 0, so nothing is found where all sums are negative."""

from collections import deque


def best_window(values, shortest, longest):
    sums = [0]
    for value in values:
        sums.append(sums[-1] + value)
    best = (0, 0, 0)
    ends = deque()
    for start in reversed(range(len(sums) - shortest)):
        end = start + shortest
        while ends and sums[ends[-1]] <= sums[end]:
            ends.pop()
        ends.append(end)
        if ends[0] - start > longest:
            ends.popleft()
        total = sums[ends[0]] - sums[start]
        if total >= best[0]:
            best = (total, start, ends[0] - start)
    return best if best[2] else None
