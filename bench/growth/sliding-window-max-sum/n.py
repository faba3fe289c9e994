"""The best end for each start is the largest prefix sum in a window that slides: a queue of maxima."""

from collections import deque
from itertools import accumulate


def best_window(values: list[int], shortest: int, longest: int) -> tuple[int, int, int] | None:
    n = len(values)
    sums = [0, *accumulate(values)]
    best: tuple[int, int, int] | None = None
    ends: deque[int] = deque()
    for start in range(n - shortest, -1, -1):
        end = start + shortest
        while ends and sums[ends[0]] <= sums[end]:
            ends.popleft()
        ends.appendleft(end)
        while ends[-1] > start + longest:
            ends.pop()
        end = ends[-1]
        total = sums[end] - sums[start]
        if best is None or total >= best[0]:
            best = (total, start, end - start)
    return best
