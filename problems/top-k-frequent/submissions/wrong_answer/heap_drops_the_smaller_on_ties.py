"""Mistake: a min-heap of (count, item) drops the smaller item of a tie, which should stay."""

import heapq
from collections import Counter


def top_k_frequent(items: list[str], k: int) -> list[str]:
    heap: list[tuple[int, str]] = []
    for item, count in Counter(items).items():
        heapq.heappush(heap, (count, item))
        if len(heap) > k:
            heapq.heappop(heap)
    return [item for _, item in sorted(heap, key=lambda entry: (-entry[0], entry[1]))]
