"""Mistake: takes the last k of an ascending ranking; for k = 0, [-0:] is the whole list."""

from collections import Counter


def top_k_frequent(items: list[str], k: int) -> list[str]:
    counts = Counter(items)
    worst_first = sorted(counts, key=lambda item: (-counts[item], item), reverse=True)
    best = worst_first[-k:]
    best.reverse()
    return best
