"""Mistake: finds the best remaining item k times, each time among all that are left."""

from collections import Counter


def top_k_frequent(items: list[str], k: int) -> list[str]:
    counts = Counter(items)
    top: list[str] = []
    while counts and len(top) < k:
        best = min(counts, key=lambda item: (-counts[item], item))
        top.append(best)
        del counts[best]
    return top
