"""Let a heap of size k find the head of the ranking."""

import heapq
from collections import Counter


def top_k_frequent(items: list[str], k: int) -> list[str]:
    ranking = ((-count, item) for item, count in Counter(items).items())
    return [item for _, item in heapq.nsmallest(k, ranking)]
