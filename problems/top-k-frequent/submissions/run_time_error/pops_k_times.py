"""Mistake: pops k items off the heap, though there may be fewer distinct ones."""

import heapq
from collections import Counter


def top_k_frequent(items: list[str], k: int) -> list[str]:
    heap = [(-count, item) for item, count in Counter(items).items()]
    heapq.heapify(heap)
    return [heapq.heappop(heap)[1] for _ in range(k)]
