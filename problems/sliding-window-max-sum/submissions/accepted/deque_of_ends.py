"""Starts from right to left; a deque keeps the ends that may still be best for some start."""

from collections import deque
from itertools import accumulate


def best_window(values: list[int], shortest: int, longest: int) -> tuple[int, int, int] | None:
    sums = [0, *accumulate(values)]
    best = None
    ends: deque[int] = deque()
    for start in reversed(range(len(sums) - shortest)):
        end = start + shortest
        while ends and sums[ends[-1]] <= sums[end]:
            ends.pop()
        ends.append(end)
        if ends[0] - start > longest:
            ends.popleft()
        total = sums[ends[0]] - sums[start]
        if best is None or total >= best[0]:
            best = (total, start, ends[0] - start)
    return best
