"""Mistake: finds the right items and returns them sorted by name instead of by rank."""

import heapq
from collections import Counter


def top_k_frequent(items: list[str], k: int) -> list[str]:
    counts = Counter(items)
    return sorted(heapq.nsmallest(k, counts, key=lambda item: (-counts[item], item)))
