"""Mistake: unpacks a maximum over no windows where the list is too short."""

import heapq


def best_window(values, shortest, longest):
    sums = [0]
    for value in values:
        sums.append(sums[-1] + value)
    heap = [(-sums[end], end) for end in range(shortest, min(longest, len(values)) + 1)]
    heapq.heapify(heap)
    windows = []
    for start in range(len(values) - shortest + 1):
        while heap[0][1] < start + shortest:
            heapq.heappop(heap)
        windows.append((heap[0][0] + sums[start], start, heap[0][1] - start))
        if start + longest < len(values):
            heapq.heappush(heap, (-sums[start + longest + 1], start + longest + 1))
    total, start, length = min(windows)
    return -total, start, length
