"""Starts from left to right; a heap hands out the best end, and stale ones are thrown away."""

import heapq


def best_window(values, shortest, longest):
    sums = [0]
    for value in values:
        sums.append(sums[-1] + value)
    heap = []
    coming = shortest
    best = None
    for start in range(len(values) - shortest + 1):
        while coming <= min(start + longest, len(values)):
            heapq.heappush(heap, (-sums[coming], coming))
            coming += 1
        while heap[0][1] < start + shortest:
            heapq.heappop(heap)
        total = -heap[0][0] - sums[start]
        if best is None or total > best[0]:
            best = (total, start, heap[0][1] - start)
    return best
